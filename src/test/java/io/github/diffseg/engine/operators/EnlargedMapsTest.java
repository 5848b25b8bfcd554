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

package io.github.diffseg.engine.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnlargedMapsTest {

    private static final double WEIGHT = 0.3;

    /** Large enough for several chunks; grids that nest in both, one and no direction. */
    @ParameterizedTest
    @CsvSource({"50, 60, 25, 30", "51, 60, 26, 30", "51, 59, 26, 30", "4, 6, 2, 3", "5, 7, 3, 4"})
    void eachCellGetsTheEnlargedMapOfTheCoarserCellThatItLiesIn(
            int height, int width, int coarseHeight, int coarseWidth) {
        int cells = height * width;
        int coarseCells = coarseHeight * coarseWidth;
        Random random = new Random(7);
        float[] coarse = new float[coarseCells * coarseCells];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = random.nextFloat();
        }
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            NDArray aggregate = manager.ones(new Shape(cells, cells));
            operators
                    .attention()
                    .addUpsampledMaps(
                            aggregate,
                            height,
                            width,
                            manager.create(coarse, new Shape(coarseCells, coarseCells)),
                            coarseHeight,
                            coarseWidth,
                            WEIGHT);
            for (int row = 0; row < height; row++) {
                int column = random.nextInt(width);
                int cell = row * coarseHeight / height * coarseWidth + column * coarseWidth / width;
                float[] values = new float[coarseCells];
                System.arraycopy(coarse, cell * coarseCells, values, 0, coarseCells);
                float[] expected =
                        enlarged(
                                new AttentionMap(values, coarseHeight, coarseWidth), height, width);
                float[] map = aggregate.get(row * (long) width + column).toFloatArray();
                for (int i = 0; i < cells; i++) {
                    assertEquals(1 + expected[i], map[i], 1e-6, "row " + row + ", cell " + i);
                }
            }
        }
    }

    private static float[] enlarged(AttentionMap map, int height, int width) {
        float[] enlarged = new float[height * width];
        double sum = 0;
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] = map.at(i % width, i / width, width, height);
            sum += enlarged[i];
        }
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] *= (float) (WEIGHT / sum);
        }
        return enlarged;
    }
}
