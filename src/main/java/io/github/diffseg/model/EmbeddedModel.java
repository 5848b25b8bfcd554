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

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/**
 * The small model in the plugin's jar, with which the first run needs no download. A new version
 * takes no more than replacing the resource folder.
 */
public final class EmbeddedModel {

    /** The resource folder. */
    private static final String RESOURCE = "models/diffseg-nano";

    /** Every model folder has it; by it the resource folder is found, in a jar or on disk. */
    private static final String ANCHOR = RESOURCE + "/model_index.json";

    private EmbeddedModel() {}

    /**
     * Opens the embedded model: in place where the resources are a directory; else extracted from
     * the jar into the cache directory, once for each version, and repaired where it is damaged.
     *
     * @return the model
     * @throws ModelException if the plugin lacks it, or if it cannot be extracted
     */
    public static ModelFolder folder() {
        URL anchor = EmbeddedModel.class.getResource("/" + ANCHOR);
        if (anchor == null) {
            throw new ModelException(
                    "This copy of DiffSeg has no embedded model; install it again or give a model"
                            + " folder");
        }
        return folder(anchor, CacheDirectory.path());
    }

    /** {@return one line for users who meet this model: what it is and how to use a better one} */
    public static String starterNotice() {
        return "The embedded model is a small starter that groups by colour and texture and knows no"
                + " objects; for real results give a Stable Diffusion model as \"model\": a"
                + " checkpoint (.safetensors) or a folder in diffusers' layout, such as a copy of"
                + " stable-diffusion-v1-5.";
    }

    /**
     * Extracts the embedded model, if it is not there yet.
     *
     * @param anchor the URL of {@code model_index.json} in the resource folder
     * @param cache where to extract
     */
    static ModelFolder folder(URL anchor, Path cache) {
        try {
            if (anchor.getProtocol().equals("jar")) {
                URI jar = ((JarURLConnection) anchor.openConnection()).getJarFileURL().toURI();
                return ModelFolder.open(JarFolder.extract(Path.of(jar), RESOURCE, cache));
            }
            return ModelFolder.open(Path.of(anchor.toURI()).getParent());
        } catch (IOException | URISyntaxException e) {
            throw new ModelException(
                    "The embedded model cannot be extracted into "
                            + cache
                            + " (another place can be named with -D"
                            + CacheDirectory.PROPERTY
                            + "): "
                            + e.getMessage(),
                    e);
        }
    }
}
