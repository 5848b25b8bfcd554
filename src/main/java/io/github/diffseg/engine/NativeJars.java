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

import ai.djl.util.Utils;
import io.github.diffseg.engine.install.EngineInstaller;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.net.URL;

/** The jars with native code that the engine is started with, besides those of the class path. */
final class NativeJars {

    /** A file that each jar with the engine's native code has. */
    private static final String NATIVE_LIST = "native/lib/pytorch.properties";

    /** A file that the jar with the code between Java and the engine has. */
    private static final String JNI_LIST = "jnilib/pytorch.properties";

    private NativeJars() {}

    /**
     * Installs what is neither on the class path nor in the user's folder.
     *
     * @param progress told of a download; may cancel
     * @return the addresses of what the class path lacks of DiffSeg's own PyTorch
     * @throws UserException if it cannot be had
     */
    static URL[] ofOwnPyTorch(Progress progress) {
        return isOnClassPath(NATIVE_LIST)
                ? new URL[0]
                : installed(EngineInstaller.forThisMachine(), progress);
    }

    /**
     * The same for a PyTorch of the user's, which still needs what joins it to Java.
     *
     * @param progress told of a download; may cancel
     * @return the addresses of what the class path lacks
     * @throws UserException if it cannot be had
     */
    static URL[] ofUsersPyTorch(Progress progress) {
        return isOnClassPath(JNI_LIST)
                ? new URL[0]
                : installed(EngineInstaller.forOwnLibrary(), progress);
    }

    /** {@return whether DiffSeg's own PyTorch needs neither a download nor the user's folder} */
    static boolean areOnClassPath() {
        return isOnClassPath(NATIVE_LIST) && isOnClassPath(JNI_LIST);
    }

    private static URL[] installed(EngineInstaller installer, Progress progress) {
        if (!installer.isInstalled()) {
            if (Utils.isOfflineMode()) {
                throw new UserException(installer.missing("downloads are forbidden here"));
            }
            installer.install(progress);
            progress.report("PyTorch, once: unpacking", 1);
        }
        return installer.installed();
    }

    private static boolean isOnClassPath(String file) {
        return NativeJars.class.getClassLoader().getResource(file) != null;
    }
}
