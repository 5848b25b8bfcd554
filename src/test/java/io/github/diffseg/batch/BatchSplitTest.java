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

package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BatchSplitTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void thereAreAsManyImagesAtATimeAsCores() {
        assertEquals(new BatchSplit(2, 1), BatchSplit.choose(2, 100, GIGABYTE / 2, 20 * GIGABYTE));
        assertEquals(new BatchSplit(8, 1), BatchSplit.choose(8, 100, GIGABYTE / 2, 20 * GIGABYTE));
    }

    @Test
    void memoryLimitsThem() {
        assertEquals(new BatchSplit(3, 2), BatchSplit.choose(8, 100, 2 * GIGABYTE, 13 * GIGABYTE));
        assertEquals(new BatchSplit(1, 8), BatchSplit.choose(8, 100, 2 * GIGABYTE, GIGABYTE));
    }

    @Test
    void aFewImagesGetAllThreads() {
        assertEquals(new BatchSplit(2, 4), BatchSplit.choose(8, 2, GIGABYTE, 100 * GIGABYTE));
        assertEquals(new BatchSplit(1, 8), BatchSplit.choose(8, 1, GIGABYTE, 100 * GIGABYTE));
    }

    @Test
    void itIsSaidInWords() {
        assertEquals("one image at a time, 2 threads", new BatchSplit(1, 2).toString());
        assertEquals("2 images at a time, 1 thread each", new BatchSplit(2, 1).toString());
    }

    @Test
    void nothingAtATimeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BatchSplit(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new BatchSplit(1, 0));
    }
}
