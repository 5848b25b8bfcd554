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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.classify.FeatureMap;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.RegionMask;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttentionCacheTest {

    private static final int SIZE = 64;
    private static final AttentionSettings SETTINGS =
            new AttentionSettings(SIZE, false, 300, Aggregation.PER_RESOLUTION);
    private static final long PLENTY = 1L << 30;

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(ModelFixture.of("sd1").folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void theSamePictureIsSeenOnce() {
        try (AttentionCache cache = new AttentionCache(PLENTY)) {
            Attention first;
            try (AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
                first = lease.attention();
                assertFalse(lease.fromCache());
            }
            try (AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
                assertSame(first, lease.attention());
                assertTrue(lease.fromCache());
                assertUsable(lease.attention());
            }
        }
    }

    @Test
    void oneOtherPixelOrSettingIsSeenAnew() {
        try (AttentionCache cache = new AttentionCache(PLENTY);
                AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
            int[] changed = picture(1);
            changed[SIZE * SIZE - 1] ^= 1;
            AttentionSettings later =
                    new AttentionSettings(SIZE, false, 301, Aggregation.PER_RESOLUTION);
            try (AttentionCache.Lease other = attend(cache, changed, SETTINGS);
                    AttentionCache.Lease another = attend(cache, picture(1), later)) {
                assertNotSame(lease.attention(), other.attention());
                assertNotSame(lease.attention(), another.attention());
            }
        }
    }

    @Test
    void featuresAreKeptOnlyWhereTheyWereAskedFor() {
        try (AttentionCache cache = new AttentionCache(PLENTY)) {
            Attention plain;
            long bytes;
            try (AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
                plain = lease.attention();
                bytes = plain.bytes();
                assertThrows(IllegalStateException.class, plain::features);
            }
            try (AttentionCache.Lease asked = attend(cache, picture(1), SETTINGS.withFeatures());
                    AttentionCache.Lease again = attend(cache, picture(1), SETTINGS)) {
                assertFalse(asked.fromCache());
                assertTrue(asked.attention().bytes() > bytes);
                assertArrayEquals(
                        plain.maps().toFloatArray(), asked.attention().maps().toFloatArray());
                // The plain one is still there, and comes first
                assertSame(plain, again.attention());
            }
        }
    }

    @Test
    void attentionWithFeaturesServesWithoutThemToo() {
        try (AttentionCache cache = new AttentionCache(PLENTY);
                AttentionCache.Lease asked = attend(cache, picture(1), SETTINGS.withFeatures());
                AttentionCache.Lease plain = attend(cache, picture(1), SETTINGS)) {
            assertTrue(plain.fromCache());
            assertSame(asked.attention(), plain.attention());
        }
    }

    @Test
    void thereIsOneMapOfFeaturesForEachWayAndResolution() {
        try (AttentionCache cache = new AttentionCache(0);
                AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS.withFeatures())) {
            List<FeatureMap> features = lease.attention().features();
            assertEquals("latent", features.get(0).name());
            assertEquals(SIZE / 8, features.get(0).height());
            Set<String> places = new HashSet<>();
            for (FeatureMap map : features) {
                String way = map.name().split("[._]")[0];
                assertTrue(
                        places.add(way + map.height()), map.name() + " beside another of its kind");
                for (float value : map.values()) {
                    assertTrue(Float.isFinite(value), map.name());
                }
            }
            assertTrue(places.contains("down" + SIZE / 8), places::toString);
            assertTrue(places.contains("up" + SIZE / 8), places::toString);
            assertTrue(places.stream().anyMatch(place -> place.startsWith("mid")));
        }
    }

    @Test
    void anotherPrecisionIsSeenAnew() {
        NetworkPrecision bfloat16 = NetworkPrecision.of(ComputePrecision.BFLOAT16);
        try (AttentionCache cache = new AttentionCache(PLENTY);
                AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS);
                DiffSeg half =
                        DiffSeg.open(
                                diffSeg.storedModel(), ComputeDevice.CPU, bfloat16, Progress.NONE);
                AttentionCache.Lease other =
                        cache.attend(
                                half,
                                ArrayImgs.argbs(picture(1), SIZE, SIZE),
                                SETTINGS,
                                Progress.NONE)) {
            assertFalse(other.fromCache());
            assertNotSame(lease.attention(), other.attention());
            assertUsable(other.attention());
        }
    }

    @Test
    void memoryIsBoundedAndTheOldestGoesFirst() {
        try (AttentionCache cache = new AttentionCache(PLENTY)) {
            long one;
            try (AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
                one = lease.attention().bytes();
                assertEquals(one, cache.bytes());
            }
            try (AttentionCache two = new AttentionCache(2 * one)) {
                for (int seed : new int[] {1, 2, 1, 3}) {
                    attend(two, picture(seed), SETTINGS).close();
                    assertTrue(two.bytes() <= 2 * one);
                }
                assertKnown(two, 3, true);
                assertKnown(two, 1, true);
                assertKnown(two, 2, false);
            }
        }
    }

    @Test
    void distancesForTheNextThresholdCount() {
        try (AttentionCache cache = new AttentionCache(PLENTY);
                AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
            Attention attention = lease.attention();
            long maps = attention.bytes();
            assertUsable(attention);
            long cells = (long) attention.gridHeight() * attention.gridWidth();
            // As many anchors as cells on this small grid
            assertEquals(maps + cells * cells * Float.BYTES, attention.bytes());
            assertEquals(attention.bytes(), cache.bytes());
        }
    }

    @Test
    void theLastStaysThoughItIsLargerThanTheCapacityIfMemoryIsFree() {
        AtomicLong free = new AtomicLong(PLENTY);
        try (AttentionCache cache = new AttentionCache(1, free::get)) {
            attend(cache, picture(1), SETTINGS).close();
            assertKnown(cache, 1, true);
            attend(cache, picture(2), SETTINGS).close();
            assertKnown(cache, 2, true);
            assertKnown(cache, 1, false);
            free.set(1);
            assertKnown(cache, 1, true);
            assertEquals(0, cache.bytes());
            assertKnown(cache, 1, false);
        }
    }

    @Test
    void anImageThatDoesNotFitTakesNothingFromTheOthers() {
        try (AttentionCache cache = new AttentionCache(PLENTY)) {
            attend(cache, picture(1), SETTINGS).close();
            int length = 1 << 18;
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            cache.attend(
                                    diffSeg, ArrayImgs.argbs(length, 1), SETTINGS, Progress.NONE));
            assertKnown(cache, 1, true);
        }
    }

    @Test
    void whatIsInUseStaysOpen() {
        AttentionCache cache = new AttentionCache(0);
        AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS);
        attend(cache, picture(2), SETTINGS).close();
        assertUsable(lease.attention());
        cache.close();
        assertUsable(lease.attention());
        Attention attention = lease.attention();
        lease.close();
        lease.close();
        assertThrows(IllegalStateException.class, lease::attention);
        assertThrows(
                RuntimeException.class, () -> attention.mapAt(0, 0, Attention.ALL_RESOLUTIONS));
        assertEquals(0, cache.bytes());
    }

    /** Those follow the picture, which a mask is not. */
    @Test
    void crispBordersNeedThePixels() {
        SegmentationSettings crisp = SegmentationSettings.DEFAULT.withCrispBorders(true);
        RegionMask all = RegionMask.all(SIZE, SIZE);
        try (AttentionCache cache = new AttentionCache(0);
                AttentionCache.Lease lease = attend(cache, picture(1), SETTINGS)) {
            Attention attention = lease.attention();
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> attention.segment(crisp, all, Progress.NONE))
                            .getMessage();
            assertEquals(
                    "Crisp borders, PAMR and touching objects need the pixels of the image beside its mask",
                    message);
            assertTrue(
                    attention
                                    .segment(
                                            crisp,
                                            ArrayImgs.argbs(picture(1), SIZE, SIZE),
                                            all,
                                            Progress.NONE)
                                    .labels()
                                    .count()
                            > 0);
        }
    }

    private static void assertKnown(AttentionCache cache, int seed, boolean known) {
        try (AttentionCache.Lease lease = attend(cache, picture(seed), SETTINGS)) {
            assertEquals(known, lease.fromCache());
        }
    }

    private static void assertUsable(Attention attention) {
        Segmentation segmentation =
                attention.segment(
                        SegmentationSettings.DEFAULT, RegionMask.all(SIZE, SIZE), Progress.NONE);
        assertTrue(segmentation.labels().count() > 0);
    }

    private static AttentionCache.Lease attend(
            AttentionCache cache, int[] picture, AttentionSettings settings) {
        return cache.attend(diffSeg, ArrayImgs.argbs(picture, SIZE, SIZE), settings, Progress.NONE);
    }

    private static int[] picture(int seed) {
        return new java.util.Random(seed).ints((long) SIZE * SIZE).toArray();
    }
}
