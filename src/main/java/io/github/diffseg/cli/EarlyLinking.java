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

package io.github.diffseg.cli;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Native methods that reading arguments and settings needs, called once before the engine's
 * libraries are loaded. Java looks a native method up at its first call, and the system lets nobody
 * look anything up while a library is being loaded: half a second for PyTorch's.
 */
final class EarlyLinking {

    private static final System.Logger LOG = System.getLogger(EarlyLinking.class.getName());

    private EarlyLinking() {}

    static void link() {
        // As picocli reads annotations
        Array.get(new int[1], 0);
        EarlyLinking.class.getDeclaredMethods()[0].getParameters();
        // As models are opened; each Java has this file
        Path file = Path.of(System.getProperty("java.home"), "lib", "modules");
        try (FileChannel channel = FileChannel.open(file.toRealPath())) {
            channel.read(ByteBuffer.allocate(1), channel.position(0).position());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Linked at its first use instead", e);
        }
    }
}
