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

package io.github.diffseg.output;

import ij.ImagePlus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a result comes from: all that is needed to make it again.
 *
 * @param model name of the model
 * @param modelVersion its version; empty if it has none
 * @param modelHash SHA-256 of its weights, in hexadecimal
 * @param modelFiles which files its weights were taken from
 * @param engine name and version of the engine, e.g. {@code PyTorch 2.7.1}
 * @param device the device the tensors were on, e.g. {@code cpu}
 * @param pluginVersion version of this plugin
 * @param image title of the input
 * @param plane that was segmented, such as {@code C 1, Z 3, T 2}; empty for an image of one plane
 * @param selection kind and bounds of the selection that restricted the result; empty if there was
 *     none. What it covered is what has a label.
 * @param settings every setting that changes the result, by name, in the order to show them
 * @param macro the macro line that makes the result again, with the image open at that plane and
 *     with that selection
 */
public record Provenance(
        String model,
        String modelVersion,
        String modelHash,
        String modelFiles,
        String engine,
        String device,
        String pluginVersion,
        String image,
        String plane,
        String selection,
        Map<String, String> settings,
        String macro) {

    /** What the keys of the image properties begin with. */
    public static final String KEY_PREFIX = "diffseg.";

    /** The entry that says who chose the threshold. */
    public static final String THRESHOLD_CHOICE = "threshold_choice";

    /** Its value where no user named a threshold. */
    public static final String CHOSEN_FOR_THIS_IMAGE = "chosen for this image";

    private static final String INFO = "Info";

    /** ImageJ's own: Show Info leaves the properties out, which the readable text repeats. */
    private static final String HIDE_PROPERTIES = "HideInfo";

    public Provenance {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(modelHash, "modelHash");
        Objects.requireNonNull(modelFiles, "modelFiles");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(pluginVersion, "pluginVersion");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(plane, "plane");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(macro, "macro");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** {@return the model's name and, if it has one, version} */
    public String modelWithVersion() {
        return (model + " " + modelVersion).stripTrailing();
    }

    /** {@return whether the threshold was chosen by the image, not by the user} */
    public boolean hasChosenThreshold() {
        return settings.containsKey(THRESHOLD_CHOICE);
    }

    /**
     * Writes the provenance into an image: a property for each entry, under keys such as {@code
     * diffseg.model}, and the readable text that Image › Show Info shows. Both are saved in TIFF
     * files.
     */
    public void writeTo(ImagePlus image) {
        // A readable text in the order of the entries; the properties have none
        StringBuilder info = new StringBuilder();
        entries()
                .forEach(
                        (key, value) -> {
                            image.setProp(KEY_PREFIX + key, value);
                            info.append("DiffSeg ").append(key).append(": ").append(value);
                            info.append('\n');
                        });
        image.setProperty(INFO, info.toString());
        image.setProp(HIDE_PROPERTIES, "true");
    }

    /**
     * {@return the entries that are not empty, by key without {@link #KEY_PREFIX}, settings as
     * {@code setting.<name>}}
     */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("version", pluginVersion);
        entries.put("image", image);
        entries.put("plane", plane);
        entries.put("selection", selection);
        entries.put("model", model);
        entries.put("model.version", modelVersion);
        entries.put("model.sha256", modelHash);
        entries.put("model.files", modelFiles);
        entries.put("engine", engine);
        entries.put("device", device);
        settings.forEach((name, value) -> entries.put("setting." + name, value));
        entries.put("macro", macro);
        entries.values().removeIf(String::isEmpty);
        return entries;
    }
}
