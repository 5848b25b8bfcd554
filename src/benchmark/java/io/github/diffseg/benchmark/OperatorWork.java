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

package io.github.diffseg.benchmark;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The plain products of matrices {@code [m, k] · [k, n]} that an operator is made of. A convolution
 * counts as its definition, also where it is computed with fewer multiplications.
 *
 * @param m rows of the result
 * @param k length of each sum
 * @param n columns of the result
 * @param times how many of them
 */
record OperatorWork(long m, long k, long n, double times) {

    /**
     * {@return the products, or none if the operator is no product}
     *
     * @param operator its name
     * @param shapes of its arrays and its result
     */
    static Optional<OperatorWork> of(String operator, List<Shape> shapes) {
        return switch (operator) {
            case "convolution", "convolution_by_columns" -> convolution(shapes, 1);
            case "convolution_by_tiles", "convolution_by_tiles_in_steps" -> convolution(shapes, 2);
            case "linear", "linear_without_bias" -> product(shapes, 1);
            case "attention", "attention_of_one_head", "attention_with_head_mean" ->
                    product(shapes, 2);
            case "add_head_mean" -> product(shapes, 1);
            default -> Optional.empty();
        };
    }

    /** {@return multiplications and additions} */
    double operations() {
        return 2.0 * m * k * n * times;
    }

    private static Optional<OperatorWork> convolution(List<Shape> shapes, int weightIndex) {
        Shape weight = shapes.get(weightIndex);
        Shape result = shapes.get(shapes.size() - 1);
        return Optional.of(
                new OperatorWork(
                        result.get(2) * result.get(3),
                        weight.get(1) * weight.get(2) * weight.get(3),
                        weight.get(0),
                        1));
    }

    private static Optional<OperatorWork> product(List<Shape> shapes, double times) {
        Shape x = shapes.get(0);
        return Optional.of(new OperatorWork(x.get(0), x.get(1), shapes.get(1).get(0), times));
    }
}
