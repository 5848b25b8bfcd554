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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Threshold;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From an image to labels through the API alone, against what the fixtures expect. */
class EndToEndParityTest {

    static List<ModelFixture> families() {
        return ModelFixture.allAndCheckpoints();
    }

    @ParameterizedTest
    @MethodSource("families")
    void familiesGiveTheExpectedLabels(ModelFixture fixture) {
        JsonObject expected = fixture.expected();
        long[] shape = fixture.shape("image");
        int height = Math.toIntExact(shape[0]);
        int width = Math.toIntExact(shape[1]);
        AttentionSettings settings =
                new AttentionSettings(
                        Math.min(height, width),
                        false,
                        expected.get("timestep").getAsInt(),
                        Aggregation.PER_RESOLUTION);
        try (DiffSeg diffSeg = open(fixture.model());
                Attention attention =
                        diffSeg.attend(
                                image(fixture.bytes("image"), width, height),
                                settings,
                                0,
                                Progress.NONE)) {
            assertEquals(width, attention.workingSize().width(), "no resampling");
            assertEquals(height, attention.workingSize().height(), "no resampling");
            JsonArray merges = expected.getAsJsonArray("merge");
            for (int i = 0; i < merges.size(); i++) {
                JsonObject merge = merges.get(i).getAsJsonObject();
                Segmentation found =
                        attention.segment(
                                new SegmentationSettings(
                                        merge.get("threshold").getAsDouble(),
                                        merge.get("iterations").getAsInt(),
                                        expected.get("anchors_per_axis").getAsInt(),
                                        false,
                                        0),
                                RegionMask.all(width, height),
                                Progress.NONE);
                assertEquals(merge.get("proposals").getAsInt(), found.proposals());
                assertEquals(merge.get("labels_used").getAsInt(), found.labels().count());
                double agreement =
                        Partitions.agreement(
                                found.labels().labels(), unsigned(fixture.bytes("labels." + i)));
                assertTrue(agreement >= 0.999, fixture + ", merge " + i + ": " + agreement);
            }
        }
    }

    @Test
    void theEmbeddedModelGivesTheExpectedLabels() throws IOException {
        Path folder = ModelFixture.root().resolve("nano");
        JsonObject expected =
                JsonParser.parseString(Files.readString(folder.resolve("expected.json")))
                        .getAsJsonObject();
        try (DiffSeg diffSeg = open(EmbeddedModel.folder())) {
            for (JsonElement each : expected.getAsJsonArray("images")) {
                assertNanoParity(diffSeg, folder, expected, each.getAsJsonObject());
            }
        }
    }

    /** In the reference's own number format, which is not a GPU's default. */
    private static DiffSeg open(StoredModel model) {
        return DiffSeg.open(
                model,
                TestDevice.get(),
                NetworkPrecision.of(ComputePrecision.FLOAT32),
                Progress.NONE);
    }

    private static void assertNanoParity(
            DiffSeg diffSeg, Path folder, JsonObject expected, JsonObject picture)
            throws IOException {
        String name = picture.get("image").getAsString();
        BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        AttentionSettings settings =
                new AttentionSettings(
                        height,
                        false,
                        expected.get("timestep").getAsInt(),
                        Aggregation.PER_RESOLUTION);
        try (Attention attention =
                diffSeg.attend(ArrayImgs.argbs(argb, width, height), settings, 0, Progress.NONE)) {
            Segmentation found =
                    attention.segment(
                            new SegmentationSettings(
                                    picture.get("threshold").getAsDouble(),
                                    expected.get("iterations").getAsInt(),
                                    expected.get("anchors_per_axis").getAsInt(),
                                    false,
                                    0),
                            RegionMask.all(width, height),
                            Progress.NONE);
            assertEquals(picture.get("proposals").getAsInt(), found.proposals(), name);
            assertEquals(picture.get("labels_used").getAsInt(), found.labels().count(), name);
            BufferedImage labels =
                    ImageIO.read(folder.resolve(picture.get("labels").getAsString()).toFile());
            int[] indices = labels.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
            double least = picture.get("distances_near_threshold").getAsBoolean() ? 0.995 : 0.999;
            double agreement = Partitions.agreement(found.labels().labels(), indices);
            assertTrue(agreement >= least, name + ": " + agreement);
            assertAutomaticThreshold(diffSeg, attention, picture);
        }
    }

    /** Of networks in float32, also where the picture has almost no contrast: all four digits. */
    private static void assertAutomaticThreshold(
            DiffSeg diffSeg, Attention attention, JsonObject picture) {
        SegmentationSettings asked =
                SettingsRequest.ALL_RECOMMENDED
                        .resolve(diffSeg.storedModel().recommendation())
                        .segmentation();
        double p95 = picture.get("anchor_distance_p95").getAsDouble();
        Threshold thousandth = new Threshold.Automatic(1e-3, 1e-9, 100, 16);
        assertChosen(picture.get("automatic_threshold").getAsDouble(), attention, asked);
        assertChosen(p95 / 1000, attention, asked.withThreshold(thousandth));
    }

    private static void assertChosen(
            double expected, Attention attention, SegmentationSettings settings) {
        assertEquals(
                new BigDecimal(expected).round(new MathContext(4)).doubleValue(),
                attention.withChosenThreshold(settings, Progress.NONE).fixedThreshold());
    }

    private static RandomAccessibleInterval<ARGBType> image(byte[] rgb, int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
        }
        return ArrayImgs.argbs(argb, width, height);
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 255;
        }
        return values;
    }
}
