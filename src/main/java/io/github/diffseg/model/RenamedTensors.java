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
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One network of a single-file checkpoint under diffusers' names: a view of the mapped file. Parts
 * of fused tensors are slices; only what is transposed is copied.
 */
final class RenamedTensors implements TensorStore {

    private final TensorStore file;
    private final String prefix;
    private final TensorNames names;

    /**
     * @param file closed with this
     * @param prefix of the network's tensors in the file
     */
    RenamedTensors(TensorStore file, String prefix, TensorNames names) {
        this.file = file;
        this.prefix = prefix;
        this.names = names;
    }

    @Override
    public String source() {
        return file.source();
    }

    @Override
    public Set<String> names() {
        Set<String> all = new LinkedHashSet<>();
        for (String original : file.names()) {
            if (original.startsWith(prefix)) {
                all.addAll(names.modules(original.substring(prefix.length())));
            }
        }
        return all;
    }

    @Override
    public boolean contains(String name) {
        return names.place(name).filter(place -> file.contains(prefix + place.name())).isPresent();
    }

    /** Says the tensor's name in the file, by which users and tools know it. */
    @Override
    public TensorInfo info(String name) {
        TensorNames.Place place = place(name);
        TensorInfo whole = file.info(prefix + place.name());
        long[] shape = whole.shape();
        if (place.transposed()) {
            if (shape.length != 2) {
                throw misshapen(whole, "rows and columns");
            }
            long[] turned = {shape[1], shape[0]};
            return new TensorInfo(whole.name(), whole.type(), turned, whole.begin(), whole.end());
        }
        if (place.parts() == 1) {
            return whole;
        }
        if (shape.length == 0 || shape[0] % place.parts() != 0) {
            throw misshapen(whole, place.parts() + " equal parts");
        }
        shape[0] /= place.parts();
        long size = whole.byteSize() / place.parts();
        long begin = whole.begin() + place.part() * size;
        return new TensorInfo(whole.name(), whole.type(), shape, begin, begin + size);
    }

    @Override
    public ByteBuffer rawBytes(String name) {
        TensorNames.Place place = place(name);
        TensorInfo info = info(name);
        ByteBuffer whole = file.rawBytes(prefix + place.name());
        if (place.transposed()) {
            return transposed(whole, info);
        }
        if (place.parts() == 1) {
            return whole;
        }
        int size = Math.toIntExact(info.byteSize());
        return whole.slice(place.part() * size, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * @param info the shape after the exchange
     */
    private ByteBuffer transposed(ByteBuffer whole, TensorInfo info) {
        if (info.type().bits() % Byte.SIZE != 0) {
            throw misshapen(file.info(info.name()), "whole bytes");
        }
        int element = info.type().bits() / Byte.SIZE;
        int rows = Math.toIntExact(info.shape()[0]);
        int columns = Math.toIntExact(info.shape()[1]);
        ByteBuffer turned = ByteBuffer.allocateDirect(whole.remaining());
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned.put((i * columns + j) * element, whole, (j * rows + i) * element, element);
            }
        }
        return turned.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private TensorNames.Place place(String name) {
        return names.place(name)
                .orElseThrow(() -> new ModelException(source() + " has no tensor for " + name));
    }

    private ModelException misshapen(TensorInfo tensor, String needed) {
        return new ModelException(
                source() + ": tensor " + tensor + " cannot be divided into " + needed);
    }
}
