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

import java.util.Arrays;
import java.util.List;

/**
 * The 27 supercategories of COCO-Stuff, 12 of things and 15 of stuff, and which of its 182 labels
 * belong to each: the coarse classes of COCO-Stuff-27.
 *
 * <p>Things 1 to 91 have the supercategories of COCO (T.-Y. Lin et al., ECCV 2014, appendix;
 * including the 11 that were never released: 12, 26, 29, 30, 45, 66, 68, 69, 71, 83 and 91), stuff
 * 92 to 182 those of the label hierarchy published with COCO-Stuff (H. Caesar, J. Uijlings, V.
 * Ferrari, "COCO-Stuff: Thing and stuff classes in context", CVPR 2018, figure 2 and the data set's
 * page). The order of the 27 is that of their first use in papers; the evaluation does not depend
 * on it.
 */
public final class CocoStuffHierarchy {

    /** How many labels there are, "unlabelled" aside. */
    public static final int LABELS = 182;

    private static final int FIRST_STUFF = 92;

    /** A supercategory and its COCO-Stuff ids, 1 to 182. */
    record Supercategory(String name, int... ids) {

        boolean isStuff() {
            return ids[0] >= FIRST_STUFF;
        }
    }

    static final List<Supercategory> SUPERCATEGORIES =
            List.of(
                    new Supercategory("electronic", 72, 73, 74, 75, 76, 77),
                    new Supercategory("appliance", 78, 79, 80, 81, 82, 83),
                    new Supercategory("food", 52, 53, 54, 55, 56, 57, 58, 59, 60, 61),
                    new Supercategory("furniture", 62, 63, 64, 65, 66, 67, 68, 69, 70, 71),
                    new Supercategory("indoor", 84, 85, 86, 87, 88, 89, 90, 91),
                    new Supercategory("kitchen", 44, 45, 46, 47, 48, 49, 50, 51),
                    new Supercategory("accessory", 26, 27, 28, 29, 30, 31, 32, 33),
                    new Supercategory("animal", 16, 17, 18, 19, 20, 21, 22, 23, 24, 25),
                    new Supercategory("outdoor", 10, 11, 12, 13, 14, 15),
                    new Supercategory("person", 1),
                    new Supercategory("sports", 34, 35, 36, 37, 38, 39, 40, 41, 42, 43),
                    new Supercategory("vehicle", 2, 3, 4, 5, 6, 7, 8, 9),
                    new Supercategory("ceiling", 102, 103),
                    new Supercategory("floor", 101, 114, 115, 116, 117, 118),
                    new Supercategory("food-stuff", 121, 122, 153, 170),
                    new Supercategory(
                            "furniture-stuff",
                            98,
                            107,
                            108,
                            110,
                            112,
                            123,
                            130,
                            133,
                            156,
                            161,
                            165),
                    new Supercategory("raw-material", 100, 132, 139, 143),
                    new Supercategory(
                            "textile", 92, 93, 104, 105, 109, 131, 137, 141, 152, 167, 168),
                    new Supercategory("wall", 171, 172, 173, 174, 175, 176, 177),
                    new Supercategory("window", 180, 181),
                    new Supercategory("building", 95, 96, 128, 151, 158, 166),
                    new Supercategory(
                            "ground", 111, 125, 126, 136, 140, 144, 145, 147, 149, 154, 159),
                    new Supercategory("plant", 94, 97, 119, 124, 129, 134, 142, 163, 169),
                    new Supercategory("sky", 106, 157),
                    new Supercategory("solid", 127, 135, 150, 160, 162, 182),
                    new Supercategory("structural", 99, 113, 138, 146, 164),
                    new Supercategory("water", 120, 148, 155, 178, 179));

    private static final int[] CLASS_OF_ID = classOfId();

    private CocoStuffHierarchy() {}

    /**
     * {@return its supercategory, 0 to 26}
     *
     * @param id of COCO-Stuff, 1 to 182
     */
    public static int classOf(int id) {
        return CLASS_OF_ID[id];
    }

    private static int[] classOfId() {
        int[] classes = new int[LABELS + 1];
        Arrays.fill(classes, GroundTruth.IGNORED);
        for (int c = 0; c < SUPERCATEGORIES.size(); c++) {
            for (int id : SUPERCATEGORIES.get(c).ids()) {
                classes[id] = c;
            }
        }
        return classes;
    }
}
