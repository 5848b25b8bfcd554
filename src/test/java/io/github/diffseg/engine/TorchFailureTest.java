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

package io.github.diffseg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFailureTest {

    @Test
    void whatSucceedsIsReturned() {
        assertEquals("done", TorchFailure.inWords(ComputeDevice.CPU, "-", () -> "done"));
    }

    /** Four terabytes. */
    @Test
    void nativeMemoryThatRunsOut() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU)) {
            EngineException failure = failure(() -> manager.zeros(new Shape(1L << 40)));
            assertInstanceOf(NotEnoughMemoryException.class, failure);
            assertEquals(
                    "The memory of cpu is not enough; choose less than that", failure.getMessage());
        }
    }

    @Test
    void anythingElseIsNotTakenForMemory() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU)) {
            NDArray matrix = manager.zeros(new Shape(3, 4));
            EngineException failure = failure(() -> matrix.matMul(matrix));
            assertEquals(EngineException.class, failure.getClass());
            assertEquals(
                    TorchEngine.description()
                            + " failed on cpu: mat1 and mat2 shapes cannot be multiplied (3x4 and"
                            + " 3x4)",
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of",
                "[enforce fail at alloc_cpu.cpp:80] data. DefaultCPUAllocator: not enough memory:"
                        + " you tried to allocate 68719476736 bytes.",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate(handle)",
            })
    void asOtherDevicesSayIt(String message) {
        assertInstanceOf(NotEnoughMemoryException.class, failure(throwing(message)));
    }

    @Test
    void ofAScriptTheReasonIsTold() {
        EngineException failure =
                failure(
                        throwing(
                                "The following operation failed in the TorchScript interpreter.\n"
                                        + "Traceback of TorchScript (most recent call last):\n"
                                        + "    return torch.softmax(x)\n"
                                        + "           ~~~~ <--- HERE\n"
                                        + "RuntimeError: CUDA error: an illegal instruction\n"));
        assertEquals(
                TorchEngine.description() + " failed on cpu: CUDA error: an illegal instruction",
                failure.getMessage());
    }

    private static Supplier<String> throwing(String message) {
        return () -> {
            throw new ai.djl.engine.EngineException(message);
        };
    }

    private static EngineException failure(Supplier<?> work) {
        return assertThrows(
                EngineException.class,
                () -> TorchFailure.inWords(ComputeDevice.CPU, "choose less than that", work));
    }
}
