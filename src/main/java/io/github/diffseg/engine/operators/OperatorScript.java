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

import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.TorchEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * The TorchScript behind {@link Operators}: {@code operators.py}, and the product of matrices that
 * is fastest on the device; for a processor also {@code tiles_in_steps.py}, for a GPU {@code
 * gpu.py}.
 */
final class OperatorScript {

    private static final Logger LOG = System.getLogger(OperatorScript.class.getName());
    private static final String CLASS_NAME = "Operators";
    private static final String OPERATORS = "operators.py";
    private static final String TILES = "tiles_in_steps.py";
    private static final String PORTABLE = "dense_portable.py";
    private static final String ONE_DNN = "dense_onednn.py";
    private static final String GPU = "gpu.py";

    private OperatorScript() {}

    /**
     * {@return a model whose block has the operators as methods}
     *
     * @param device where the arguments will be
     * @param atOnce whether it has the operators that suit a GPU, which compute rightly on any
     *     device
     * @throws EngineException if the engine does not accept them
     */
    static Model load(ComputeDevice device, boolean atOnce) {
        if (!atOnce) {
            try {
                return load(device, OPERATORS, TILES, ONE_DNN);
            } catch (MalformedModelException | IOException | RuntimeException e) {
                LOG.log(
                        Level.INFO,
                        TorchEngine.description()
                                + " comes without oneDNN here: linear layers take longer",
                        e);
            }
        }
        try {
            return atOnce
                    ? load(device, OPERATORS, PORTABLE, GPU)
                    : load(device, OPERATORS, TILES, PORTABLE);
        } catch (MalformedModelException | IOException | RuntimeException e) {
            throw new EngineException(
                    TorchEngine.description() + " does not accept the operators of DiffSeg", e);
        }
    }

    private static Model load(ComputeDevice device, String... parts)
            throws MalformedModelException, IOException {
        Model model = Model.newInstance(CLASS_NAME, device.djlDevice(), "PyTorch");
        try {
            StringBuilder script = new StringBuilder();
            for (String part : parts) {
                script.append(text(part));
            }
            byte[] archive = TorchScriptArchive.pack(CLASS_NAME, script.toString());
            model.load(new ByteArrayInputStream(archive));
            return model;
        } catch (MalformedModelException | IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static String text(String resource) {
        try (InputStream source = OperatorScript.class.getResourceAsStream(resource)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
