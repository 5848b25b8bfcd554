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

package io.github.diffseg.evaluate.report;

import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.output.OverlayPictures;
import io.github.diffseg.output.PngFiles;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Pictures of the images on which a variant did worst and best, by mIoU. Pictures are written while
 * the evaluation runs, and deleted when others take their place.
 */
public final class CaseGallery {

    private final Path folder;
    private final int count;
    private final TreeSet<ImageScores> ranked =
            new TreeSet<>(
                    Comparator.comparingDouble(CaseGallery::figure)
                            .thenComparing(ImageScores::image));

    /**
     * One case.
     *
     * @param image the example's id
     * @param meanIntersectionOverUnion its mIoU
     * @param worst whether it is one of the worst, else of the best
     * @param picture the file; it need not exist if an earlier run measured this image without
     *     pictures
     */
    public record Case(
            String image, double meanIntersectionOverUnion, boolean worst, Path picture) {}

    /**
     * Makes an empty gallery.
     *
     * @param folder of this variant's pictures; made when needed
     * @param count how many of the worst, and as many of the best
     */
    public CaseGallery(Path folder, int count) {
        this.folder = folder;
        this.count = count;
    }

    /** Ranks an image that was measured before; its picture is there if it was a case then. */
    public void known(ImageScores scores) throws IOException {
        rank(scores);
    }

    /**
     * Ranks an image and draws it if it is a case so far.
     *
     * @throws IOException if its picture cannot be written
     */
    public void add(ImageScores scores, LoadedExample example, LabelMap prediction)
            throws IOException {
        if (rank(scores)) {
            BufferedImage drawn = draw(example, prediction);
            ResultFiles.createFolder(folder);
            AtomicFiles.writeFile(picture(scores), file -> PngFiles.write(drawn, file));
        }
    }

    /** {@return the worst cases, worst first, then the best, best first; no image twice} */
    public List<Case> cases() {
        List<ImageScores> order = List.copyOf(ranked);
        int worst = Math.min(count, (order.size() + 1) / 2);
        int best = Math.min(count, order.size() - worst);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < worst; i++) {
            cases.add(
                    new Case(
                            order.get(i).image(),
                            figure(order.get(i)),
                            true,
                            picture(order.get(i))));
        }
        for (int i = 0; i < best; i++) {
            ImageScores scores = order.get(order.size() - 1 - i);
            cases.add(new Case(scores.image(), figure(scores), false, picture(scores)));
        }
        return cases;
    }

    /** Keeps the worst and best; returns whether the image is one of them. */
    private boolean rank(ImageScores scores) throws IOException {
        if (count == 0 || !scores.values().containsKey(Metric.MIOU)) {
            return false;
        }
        ranked.add(scores);
        if (ranked.size() > 2 * count) {
            ImageScores middle = ranked.stream().skip(count).findFirst().orElseThrow();
            ranked.remove(middle);
            Files.deleteIfExists(picture(middle));
        }
        return ranked.contains(scores);
    }

    private Path picture(ImageScores scores) {
        return folder.resolve(scores.image().replaceAll("[^\\w.-]+", "_") + ".png");
    }

    private static double figure(ImageScores scores) {
        return scores.values().get(Metric.MIOU);
    }

    /** Image, truth of the first annotator and prediction side by side. */
    private static BufferedImage draw(LoadedExample example, LabelMap prediction) {
        GroundTruth truth = example.truth();
        int width = example.width();
        int height = example.height();
        LabelMap none = new LabelMap(width, height, new int[width * height], 0);
        BufferedImage picture = new BufferedImage(3 * width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(OverlayPictures.render(example.pixels(), none), 0, 0, null);
        graphics.drawImage(
                OverlayPictures.render(example.pixels(), numbered(truth)), width, 0, null);
        graphics.drawImage(
                OverlayPictures.render(example.pixels(), prediction), 2 * width, 0, null);
        graphics.dispose();
        return picture;
    }

    /** Labels from 1; ignored pixels have no colour. */
    private static LabelMap numbered(GroundTruth truth) {
        int[] labels = truth.annotations().get(0).clone();
        List<Integer> ids = new ArrayList<>();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            if (labels[pixel] == GroundTruth.IGNORED) {
                labels[pixel] = 0;
                continue;
            }
            int index = ids.indexOf(labels[pixel]);
            if (index < 0) {
                index = ids.size();
                ids.add(labels[pixel]);
            }
            labels[pixel] = index + 1;
        }
        return new LabelMap(truth.width(), truth.height(), labels, ids.size());
    }
}
