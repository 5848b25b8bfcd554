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

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.github.diffseg.engine.ComputeDevice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Calls the methods of the loaded {@link OperatorScript}, and keeps the buffer that they share. */
final class ScriptCalls implements AutoCloseable {

    private static final OperationGate GATE = OperationGate.untilExit();

    private final Model model;
    private final PtSymbolBlock script;

    private OperatorObserver observer;
    private long bufferSize = 1;
    private NDArray buffer;
    private NDArray nothing;

    /**
     * Loads the script of a device.
     *
     * @param device where the arguments will be
     * @param atOnce whether the script has the operators that suit a GPU
     */
    ScriptCalls(ComputeDevice device, boolean atOnce) {
        model = OperatorScript.load(device, atOnce);
        script = (PtSymbolBlock) model.getBlock();
    }

    /** {@return the manager of what lives as long as the script} */
    NDManager manager() {
        return model.getNDManager();
    }

    /**
     * Makes room for the largest call that is to come.
     *
     * @param elements that the shared buffer has at least from now on
     */
    void enlargeBuffer(long elements) {
        bufferSize = Math.max(bufferSize, elements);
    }

    /** {@return float32 elements that a call may overwrite, as many as were asked for so far} */
    NDArray buffer() {
        return buffer(bufferSize);
    }

    /**
     * {@return at least as many float32 elements that a call may overwrite}
     *
     * @param elements that are needed
     */
    NDArray buffer(long elements) {
        if (buffer == null || buffer.size() < elements) {
            if (buffer != null) {
                buffer.close();
            }
            buffer = manager().create(new Shape(Math.max(elements, bufferSize)));
            NDScope.unregister(buffer);
        }
        return buffer;
    }

    /** {@return an array without elements, for an argument that is not there} */
    NDArray nothing() {
        if (nothing == null) {
            nothing = manager().create(new Shape(0));
            NDScope.unregister(nothing);
        }
        return nothing;
    }

    /**
     * Tells of each call from now on.
     *
     * @param observer who is told, or null for nobody
     */
    void observe(OperatorObserver observer) {
        this.observer = observer;
    }

    /**
     * {@return the result, which belongs to the first argument's manager}
     *
     * @param method of the script
     * @param arguments arrays, booleans and numbers; the first is an array
     */
    NDArray call(String method, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = toValue(arguments[i]);
            }
            long begin = System.nanoTime();
            try (IValue result = GATE.pass(() -> IValueUtils.runMethod(script, method, values))) {
                long end = System.nanoTime();
                NDArray array =
                        result.toTensor((PtNDManager) ((NDArray) arguments[0]).getManager());
                if (observer != null) {
                    observer.computed(method, shapes(array, arguments), end - begin);
                }
                return array;
            }
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    /**
     * {@return the result}
     *
     * @param method of the script, without arguments
     */
    String text(String method) {
        try (IValue result = GATE.pass(() -> IValueUtils.runMethod(script, method))) {
            return result.toStringValue();
        }
    }

    private static List<Shape> shapes(NDArray result, Object... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of(result))
                .filter(NDArray.class::isInstance)
                .map(array -> ((NDArray) array).getShape())
                .toList();
    }

    private static IValue toValue(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        }
        if (argument instanceof Boolean flag) {
            return IValue.from(flag);
        }
        if (argument instanceof Double number) {
            return IValue.from(number);
        }
        return IValue.from(((Number) argument).longValue());
    }

    @Override
    public void close() {
        model.close();
    }
}
