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

package io.github.diffseg.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.Float8;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.TensorInfo;
import io.github.diffseg.model.TensorStore;
import io.github.diffseg.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * The tensors of one network below a prefix, checked for their shape and put on the network's
 * device.
 *
 * <p>Matrices and convolution kernels are float32, or remain as stored (memory-mapped where the
 * device is the processor) and are widened by the operators for the time of a call. Vectors, which
 * are small, are float32. A GPU that computes in less than float32 gets all of them as it computes,
 * kernels with their channels last.
 */
final class Weights {

    private final TensorStore store;
    private final NDManager manager;
    private final Operators operators;
    private final NetworkPrecision precision;
    private final String prefix;

    Weights(TensorStore store, NDManager manager, Operators operators, NetworkPrecision precision) {
        this(store, manager, operators, precision, "");
    }

    private Weights(
            TensorStore store,
            NDManager manager,
            Operators operators,
            NetworkPrecision precision,
            String prefix) {
        this.store = store;
        this.manager = manager;
        this.operators = operators;
        this.precision = precision;
        this.prefix = prefix;
    }

    /** The weights below a further part of the path, e.g. {@code "resnets.0"}. */
    Weights at(String part) {
        return new Weights(store, manager, operators, precision, prefix + part + ".");
    }

    Operators operators() {
        return operators;
    }

    /** The number format of the network's activations. */
    ComputePrecision computePrecision() {
        return precision.compute();
    }

    /** Where the weights live, for arrays that live as long. */
    NDManager manager() {
        return manager;
    }

    boolean has(String name) {
        return store.contains(prefix + name);
    }

    /** The path of a part as the file spells it, e.g. for messages. */
    String path(String part) {
        return prefix + part;
    }

    /**
     * {@return the tensor: float32, or float16 if it is stored so, or in 8 bits, and shall stay so}
     *
     * @param name of a tensor whose dimensions of size 1 at the end may be missing or superfluous
     * @param shape that it must have
     * @throws ModelException if it is missing or has another shape
     */
    NDArray matrix(String name, long... shape) {
        return stored(name, precision.weights(), shape);
    }

    /**
     * {@return {@code [length]}, float32}
     *
     * @param name of a tensor
     * @param length its number of elements
     * @throws ModelException if it is missing or has another shape
     */
    NDArray vector(String name, long length) {
        return stored(name, WeightPrecision.FLOAT32, length);
    }

    /**
     * {@return {@code [rows.length, width]}, float32}
     *
     * @param name of a tensor {@code [rows, width]}
     * @param rows which rows to read, from 0
     * @param width of a row
     * @throws ModelException if the tensor is missing, has another width or lacks a row
     */
    NDArray rows(String name, long[] rows, long width) {
        TensorInfo info = store.info(prefix + name);
        long[] shape = info.shape();
        long last = Arrays.stream(rows).max().orElse(0);
        if (shape.length != 2 || shape[1] != width || shape[0] <= last) {
            throw misshapen(name, shape, "[more than " + last + ", " + width + "]");
        }
        ByteBuffer bytes = store.bytes(prefix + name);
        int rowBytes = Math.toIntExact(width * info.type().bits() / Byte.SIZE);
        return Scope.keep(
                () -> {
                    NDList picked = new NDList();
                    for (long row : rows) {
                        ByteBuffer slice = bytes.slice(Math.toIntExact(row * rowBytes), rowBytes);
                        NDArray stored = array(slice, info.type(), 1, width);
                        picked.add(isNarrow(stored) ? widened(stored) : stored);
                    }
                    return NDArrays.concat(picked);
                });
    }

    private NDArray stored(String name, WeightPrecision kept, long... shape) {
        TensorInfo info = store.info(prefix + name);
        if (!Arrays.equals(withoutTrailingOnes(info.shape()), withoutTrailingOnes(shape))) {
            throw misshapen(name, info.shape(), Arrays.toString(shape));
        }
        NDArray stored = array(store.bytes(prefix + name), info.type(), shape);
        if (narrowed()) {
            return asComputed(stored);
        }
        if (kept == WeightPrecision.FLOAT32 && isNarrow(stored)) {
            return widened(stored);
        }
        if (isNarrow(stored)) {
            operators.announceNarrowWeight(stored.size());
        }
        return stored;
    }

    /** Mapped memory costs nothing on the processor; on a GPU each byte is copied anyway. */
    private boolean narrowed() {
        return manager.getDevice().isGpu()
                && precision.weights() == WeightPrecision.AS_STORED
                && precision.compute() != ComputePrecision.FLOAT32;
    }

    /** What the operators would else do in each call. */
    private NDArray asComputed(NDArray stored) {
        try (stored) {
            NDArray converted = operators.convert(stored, precision.compute());
            if (converted.getShape().dimension() < 4) {
                return converted;
            }
            try (converted) {
                return operators.channelsLast(converted);
            }
        }
    }

    /** Uses the mapped memory itself where the device is the processor. */
    private NDArray array(ByteBuffer bytes, TensorType type, long... shape) {
        return switch (type) {
            case F32 -> manager.create(bytes, new Shape(shape), DataType.FLOAT32);
            case F16 -> manager.create(bytes, new Shape(shape), DataType.FLOAT16);
            case BF16 -> manager.create(widenedBfloat16(bytes), new Shape(shape));
            case F8_E4M3, F8_E5M2 -> float16(Float8.widened(type, bytes), new Shape(shape));
            default -> throw new IllegalArgumentException("Not a weight: " + type);
        };
    }

    /** Copied to the engine's memory, since direct buffers may only take as much as the heap. */
    private NDArray float16(ByteBuffer values, Shape shape) {
        try (NDArray array = manager.create(values, shape, DataType.FLOAT16)) {
            return array.duplicate();
        }
    }

    private static boolean isNarrow(NDArray array) {
        return array.getDataType() == DataType.FLOAT16;
    }

    /** In Java, since DJL's native code does not know the type; exact, it only lacks digits. */
    private static FloatBuffer widenedBfloat16(ByteBuffer bytes) {
        ShortBuffer narrow = bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int length = narrow.remaining();
        FloatBuffer wide = FloatBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            wide.put(i, Float.intBitsToFloat(narrow.get(i) << Short.SIZE));
        }
        return wide;
    }

    private NDArray widened(NDArray stored) {
        try (stored) {
            return operators.widen(stored);
        }
    }

    private ModelException misshapen(String name, long[] actual, String expected) {
        return new ModelException(
                store.source()
                        + ": tensor "
                        + store.info(prefix + name).name()
                        + " has shape "
                        + Arrays.toString(actual)
                        + "; the model's configuration needs "
                        + expected);
    }

    private static long[] withoutTrailingOnes(long[] shape) {
        int length = shape.length;
        while (length > 1 && shape[length - 1] == 1) {
            length--;
        }
        return Arrays.copyOf(shape, length);
    }
}
