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

import java.util.List;
import java.util.stream.IntStream;

/**
 * Images with ground truth.
 *
 * @param name for the report, with what was chosen from the data set
 * @param kind what the labels mean
 * @param classes how many classes there are; 0 unless the labels are {@link TruthKind#CLASSES}
 * @param examples in the order of their names
 */
public record DataSet(String name, TruthKind kind, int classes, List<Example> examples) {

    public DataSet {
        examples = List.copyOf(examples);
    }

    /**
     * {@return this or a part of it, which says so in its name}
     *
     * @param count of examples to keep, evenly spread over the data set; 0 keeps all
     */
    public DataSet limitedTo(int count) {
        int all = examples.size();
        if (count <= 0 || count >= all) {
            return this;
        }
        List<Example> kept =
                IntStream.range(0, count)
                        .mapToObj(i -> examples.get((int) ((long) i * all / count)))
                        .toList();
        return new DataSet(name + ", every " + all + "/" + count + "th", kind, classes, kept);
    }
}
