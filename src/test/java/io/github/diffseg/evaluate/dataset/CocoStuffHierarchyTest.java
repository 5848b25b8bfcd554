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

package io.github.diffseg.evaluate.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.evaluate.dataset.CocoStuffHierarchy.Supercategory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CocoStuffHierarchyTest {

    /** Never released; COCO-Stuff counts 182 − 11 = 171 classes. */
    private static final Set<Integer> UNUSED = Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83, 91);

    private static final List<Supercategory> ALL = CocoStuffHierarchy.SUPERCATEGORIES;

    @Test
    void twelveOfThingsAndFifteenOfStuff() {
        assertEquals(27, ALL.size());
        assertEquals(15, ALL.stream().filter(Supercategory::isStuff).count());
        assertEquals(27, ALL.stream().map(Supercategory::name).distinct().count());
    }

    @Test
    void each182LabelsBelongToOneSupercategory() {
        int[] ids = ALL.stream().flatMapToInt(s -> Arrays.stream(s.ids())).sorted().toArray();
        assertArrayEquals(IntStream.rangeClosed(1, 182).toArray(), ids);
        assertEquals(171, Arrays.stream(ids).filter(id -> !UNUSED.contains(id)).count());
        assertEquals(80, Arrays.stream(ids).filter(id -> id < 92 && !UNUSED.contains(id)).count());
        assertEquals(91, Arrays.stream(ids).filter(id -> id >= 92).count());
    }

    @Test
    void noSupercategoryMixesThingsAndStuff() {
        for (Supercategory supercategory : ALL) {
            assertEquals(
                    1,
                    Arrays.stream(supercategory.ids()).mapToObj(id -> id >= 92).distinct().count());
        }
    }

    @Test
    void wellKnownLabelsAreWhereTheyBelong() {
        assertEquals("person", nameOf(1));
        assertEquals("animal", nameOf(17)); // cat
        assertEquals("furniture", nameOf(67)); // dining table
        assertEquals("sky", nameOf(106)); // clouds
        assertEquals("plant", nameOf(169)); // tree
        assertEquals("textile", nameOf(152)); // rug
        assertEquals("ground", nameOf(149)); // road
        assertEquals("water", nameOf(155)); // sea
        assertEquals("wall", nameOf(171)); // wall of bricks
    }

    private static String nameOf(int id) {
        return ALL.get(CocoStuffHierarchy.classOf(id)).name();
    }
}
