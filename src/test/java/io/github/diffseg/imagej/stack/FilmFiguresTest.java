/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.imagej.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.link.DrawnFilm;
import io.github.diffseg.link.FilmScores;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drawn films through the embedded model: figures for docs/stacks.md. */
@Tag("heavy")
class FilmFiguresTest {

    private static final int[] GRAYS = {20, 220, 190};

    @Test
    void filmsAreSegmentedAndLinked() {
        double seg = 0;
        double links = 0;
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
            for (DrawnFilm film : DrawnFilm.values()) {
                FilmScores scores = scores(film, segmenter);
                System.out.printf(
                        "%s, DiffSeg-Nano, gap 2: SEG %.3f, links %.3f%n",
                        film, scores.seg(), scores.links());
                seg += scores.seg() / DrawnFilm.values().length;
                links += scores.links() / DrawnFilm.values().length;
            }
        }
        System.out.printf("mean: SEG %.3f, links %.3f%n", seg, links);
        assertTrue(seg > 0.6, "SEG " + seg);
        assertTrue(links > 0.6, "links " + links);
    }

    private static FilmScores scores(DrawnFilm film, PlaneSegmenter segmenter) {
        ImageStack stack = new ImageStack(DrawnFilm.WIDTH, DrawnFilm.HEIGHT);
        List<LabelMap> truth = new ArrayList<>();
        for (int t = 0; t < DrawnFilm.FRAMES; t++) {
            truth.add(film.truth(t));
            stack.addSlice(picture(film.truth(t)));
        }
        ImagePlus image = new ImagePlus(film + ".tif", stack);
        image.setDimensions(1, 1, DrawnFilm.FRAMES);
        SettingsRequest request =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.WORKING_SIZE, 192)
                        .with(Setting.SPLIT, "components")
                        .with(Setting.FRAMES, "all")
                        .with(Setting.LINK, "frames")
                        .with(Setting.LINK_GAP, 2);
        ImageStack labels =
                StackSegmenter.segment(segmenter, image, request, Progress.NONE)
                        .labelImage()
                        .getStack();
        List<LabelMap> found = new ArrayList<>();
        for (int t = 1; t <= labels.size(); t++) {
            found.add(map(labels.getProcessor(t)));
        }
        return FilmScores.of(truth, found);
    }

    private static ImageProcessor picture(LabelMap truth) {
        ByteProcessor picture = new ByteProcessor(truth.width(), truth.height());
        for (int i = 0; i < truth.labels().length; i++) {
            picture.set(i, GRAYS[truth.labels()[i]] + (i * 7 + i / truth.width() * 3) % 10);
        }
        return picture;
    }

    private static LabelMap map(ImageProcessor plane) {
        int[] labels = new int[plane.getPixelCount()];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Math.round(plane.getf(i));
            count = Math.max(count, labels[i]);
        }
        return new LabelMap(plane.getWidth(), plane.getHeight(), labels, count);
    }
}
