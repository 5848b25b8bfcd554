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

package io.github.diffseg.store;

import java.io.IOException;
import java.util.Optional;

/** Files below a folder or an address, read whole or in parts, by several threads at once. */
public interface ByteStore {

    /**
     * {@return the whole file; empty if there is none}
     *
     * @param key path below this store, with slashes; empty: the store's own place
     * @throws IOException if it is there but cannot be read, or nobody can tell; the message is one
     *     sentence that names it
     */
    Optional<byte[]> read(String key) throws IOException;

    /**
     * {@return a part of a file; shorter where the file ends}
     *
     * @param key as for {@link #read(String)}
     * @param position of the first byte; negative: counted from the file's end
     * @param length in bytes
     * @throws IOException if the file is not there or that cannot be read; the message is one
     *     sentence that names it
     */
    byte[] read(String key, long position, int length) throws IOException;

    /**
     * {@return how many bytes a file has}
     *
     * @param key as for {@link #read(String)}
     * @throws IOException if it is not there or has no known size; the message is one sentence that
     *     names it
     */
    long size(String key) throws IOException;

    /**
     * {@return the files below one of its folders}
     *
     * @param folder path below this store; empty: this store
     */
    ByteStore in(String folder);

    /** {@return the files around this folder; empty if it is in none that can be named} */
    Optional<ByteStore> above();

    /** {@return this folder's name within {@link #above()}} */
    String lastName();

    /** {@return what users call the place} */
    String name();

    /**
     * {@return path and file name, joined}
     *
     * @param folder may be empty
     * @param name may be empty
     */
    static String join(String folder, String name) {
        return folder.isEmpty() || name.isEmpty() ? folder + name : folder + "/" + name;
    }
}
