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

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import io.github.diffseg.engine.install.LibraryChoice;
import io.github.diffseg.engine.install.TorchLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets DJL load native code: that which was checked, and no other. */
final class EngineStart {

    private static final String ENGINE_NAME = "PyTorch";
    private static final String OFFLINE = "ai.djl.offline";
    private static final String FLAVOR = "PYTORCH_FLAVOR";

    /** The libraries that were loaded stay in the process. */
    private static final String CHOOSE_AGAIN =
            "; choose another one with DiffSeg PyTorch... (diffseg pytorch), and start Fiji anew";

    private EngineStart() {}

    /**
     * {@return the engine}
     *
     * @param own the PyTorch of the user's; empty for that of the jars
     * @param nativeCode addresses of jars
     * @throws EngineException if it does not start; the message names what was loaded
     */
    static Engine start(Optional<TorchLibrary> own, URL[] nativeCode) {
        return withoutDownloads(() -> load(own, nativeCode));
    }

    /**
     * Does not let DJL load native code by itself: that has no hash to check, and comes from a
     * server of its own.
     */
    private static <T> T withoutDownloads(Supplier<T> work) {
        return TemporaryProperties.during(
                System.getProperty(OFFLINE) == null ? Map.of(OFFLINE, "true") : Map.of(), work);
    }

    private static Engine load(Optional<TorchLibrary> own, URL[] nativeCode) {
        Map<String, String> properties = new HashMap<>();
        own.ifPresent(
                torch -> {
                    properties.put(LibraryChoice.VARIABLE, torch.folder().toString());
                    String flavor = Utils.getEnvOrSystemProperty(FLAVOR);
                    if (flavor == null || flavor.isEmpty()) {
                        properties.put(FLAVOR, torch.flavor());
                    }
                    NativeEnvironment.offerCudaRuntime(torch);
                });
        try {
            return TemporaryProperties.during(properties, () -> load(nativeCode));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new EngineException(
                    own.map(torch -> "PyTorch in " + torch + " does not start")
                                    .orElse("The PyTorch engine does not start on this machine")
                            + " ("
                            + System.getProperty("os.name")
                            + ", "
                            + System.getProperty("os.arch")
                            + "): "
                            + rootCause(e)
                            + own.map(torch -> CHOOSE_AGAIN).orElse(""),
                    e);
        }
    }

    private static Engine load(URL[] nativeCode) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(nativeCode, EngineStart.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            return Engine.getEngine(ENGINE_NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
