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

package io.github.diffseg.model;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Named tensors in one or several safetensors files. Nothing is read until it is asked for, and
 * then it is mapped, not copied: the heap holds the headers only. May be used by several threads.
 *
 * <p>Buffers stay valid after {@link #close()}: a mapping is released when the garbage collector
 * finds its buffer unreachable (Java 17 offers no other way). Until then the file must not be
 * shortened by anyone, as for every memory-mapped file.
 */
public interface TensorStore extends AutoCloseable {

    /** {@return where the tensors come from, for messages} */
    String source();

    /** {@return the names of all tensors, in the order of their files; unmodifiable} */
    Set<String> names();

    /**
     * {@return whether there is such a tensor}
     *
     * @param name a tensor's full name
     */
    boolean contains(String name);

    /**
     * {@return its type and shape}
     *
     * @param name a tensor's full name
     * @throws ModelException naming the file and the tensor, if there is none of this name
     */
    TensorInfo info(String name);

    /**
     * Maps a weight.
     *
     * @param name a tensor's full name
     * @return exactly its bytes: direct, read-only, little-endian, position 0, limit {@link
     *     TensorInfo#byteSize()}. Native code that is given this memory must not write to it
     * @throws ModelException naming the file and the tensor, if there is none of this name, if it
     *     is not of a type that is a {@linkplain TensorType#isWeight() weight}, if it exceeds 2 GB
     *     (a file may; a tensor may not), or if the file cannot be mapped or has changed
     */
    default ByteBuffer bytes(String name) {
        TensorInfo info = info(name);
        if (!info.type().isWeight()) {
            throw new ModelException(
                    "Tensor "
                            + name
                            + " in "
                            + source()
                            + " is stored as "
                            + info.type()
                            + "; a network's weights must be F32, F16, BF16, F8_E4M3 or F8_E5M2:"
                            + " take the model's float16 files");
        }
        return rawBytes(name);
    }

    /**
     * As {@link #bytes(String)}, for a tensor of any type.
     *
     * @param name a tensor's full name
     * @return exactly its bytes: direct, read-only, little-endian, position 0
     * @throws ModelException as {@link #bytes(String)}, except for the type
     */
    ByteBuffer rawBytes(String name);

    /**
     * Closes the files; no further tensor can be mapped. Buffers handed out stay valid.
     *
     * @throws ModelException if the system cannot close a file
     */
    @Override
    void close();
}
