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

package io.github.diffseg.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.PixelSize;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Map;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network: the embedded one, at a small working size. */
class TiledSegmentationTest {

    private static DiffSeg diffSeg;

    @TempDir Path folder;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    private static LargePlane plane(int width, int height, DrawnTiles.Drawing colours) {
        return new LargePlane(
                "drawn",
                Views.interval(
                        new FunctionRandomAccessible<>(
                                2,
                                (at, colour) ->
                                        colour.set(
                                                colours.at(
                                                        at.getLongPosition(0),
                                                        at.getLongPosition(1))),
                                ARGBType::new),
                        new FinalInterval(width, height)),
                PixelSize.UNKNOWN);
    }

    private static Settings settings(Object detail) {
        return SettingsRequest.of(
                        Map.of("working_size", 64, "anchors_per_axis", 8, "detail", detail))
                .resolve(diffSeg.storedModel().recommendation());
    }

    @Test
    void aPlainImageIsOneSegment() throws IOException {
        try (TiledLabels tiled =
                TiledSegmentation.segment(
                        diffSeg,
                        plane(150, 130, (x, y) -> 0x507090),
                        settings("full"),
                        folder,
                        Progress.NONE)) {
            assertEquals(9, tiled.plan().size());
            assertEquals(1, tiled.count());
            assertEquals(150 * 130, tiled.segments().get(0).area());
        }
    }

    @Test
    void aLineIsSeenInTiles() throws IOException {
        try (TiledLabels tiled =
                TiledSegmentation.segment(
                        diffSeg,
                        plane(20, 1, (x, y) -> 0x507090),
                        settings("full"),
                        folder,
                        Progress.NONE)) {
            assertEquals(3, tiled.plan().size());
            assertEquals(20, tiled.segments().stream().mapToLong(s -> s.area()).sum());
        }
    }

    @Test
    void twoTonesAreTwoSegments() throws IOException {
        try (TiledLabels tiled =
                TiledSegmentation.segment(
                        diffSeg,
                        plane(150, 130, (x, y) -> x < 70 ? 0x102030 : 0xf0e0d0),
                        settings("full"),
                        folder,
                        Progress.NONE)) {
            assertEquals(2, tiled.count());
            RandomAccess<UnsignedIntType> labels = tiled.labels().randomAccess();
            int left = labels.setPositionAndGet(0, 0).getInt();
            for (int y = 0; y < 130; y += 10) {
                // Which of them is larger depends on where the border lies within a cell
                assertEquals(left, labels.setPositionAndGet(0, y).getInt());
                assertEquals(3 - left, labels.setPositionAndGet(149, y).getInt());
            }
        }
    }

    @Test
    void aTileThatWasSentElsewhereIsTheSame() throws IOException, ClassNotFoundException {
        LargePlane plane = plane(150, 130, (x, y) -> x < 70 ? 0x102030 : 0xf0e0d0);
        TiledSegmentation planned = TiledSegmentation.of(plane, settings("full"), 64);
        TilePlan plan = copy(planned.plan());
        NetworkTiles tiles = new NetworkTiles(diffSeg, plane, settings("full"));
        SegmentedTile here = tiles.segment(planned.plan(), 1, Progress.NONE);
        SegmentedTile there = copy(tiles.segment(plan, 1, Progress.NONE));
        assertTrue(here.count() > 0);
        assertArrayEquals(here.labels(), there.labels());
        assertArrayEquals(here.features(), there.features());
    }

    /** Also where all of it would fit into one tile: what is asked for is never left out. */
    @Test
    void whatTakesAWholeImageIsRefused() {
        Map.of(
                        "split", "touching",
                        "names", "cell,background",
                        "centre_crop", "true",
                        "classes", "3",
                        "vocabulary", "classes.json")
                .forEach(
                        (key, value) -> {
                            Settings asked =
                                    SettingsRequest.of(Map.of("working_size", 64, key, value))
                                            .resolve(diffSeg.storedModel().recommendation());
                            UserException refused =
                                    assertThrows(
                                            UserException.class,
                                            () ->
                                                    TiledSegmentation.segment(
                                                            diffSeg,
                                                            plane(60, 50, (x, y) -> 0x507090),
                                                            asked,
                                                            folder,
                                                            Progress.NONE));
                            assertTrue(
                                    refused.getMessage()
                                            .startsWith(key + " is \"" + value + "\", which takes"),
                                    refused.getMessage());
                        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
