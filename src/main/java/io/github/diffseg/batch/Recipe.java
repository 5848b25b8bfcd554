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

package io.github.diffseg.batch;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.Settings;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.imagej.PluginVersion;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.segment.merging.Threshold;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What results of a batch are made with. Results made with another recipe are made again.
 *
 * @param version of the plugin
 * @param model name of the model
 * @param modelHash SHA-256 of the model, in hexadecimal
 * @param settings every setting that changes the result, by name, and the precision
 * @param device where the networks run: another one rounds differently
 * @param exports what is written
 */
public record Recipe(
        String version,
        String model,
        String modelHash,
        Map<String, String> settings,
        String device,
        Set<Export> exports)
        implements Serializable {

    private static final String PRECISION = "precision";

    public Recipe {
        settings = Map.copyOf(settings);
        exports = Set.copyOf(exports);
    }

    /**
     * {@return the recipe, with every choice made}
     *
     * @param request what shall be done
     * @param model with which model
     * @param modelHash of that model
     * @param device on which device
     * @param precision in which number format the networks compute
     */
    public static Recipe of(
            BatchRequest request,
            StoredModel model,
            String modelHash,
            ComputeDevice device,
            ComputePrecision precision) {
        // Classes do not change what a segment is, and are made when all images are done
        Settings settings = request.settings().withoutClasses().resolve(model.recommendation());
        Map<String, String> byName = new HashMap<>(settings.byKey());
        byName.put(PRECISION, precision.toString());
        // A file that is overwritten makes other results, one that is moved the same
        settings.classifier()
                .ifPresent(stored -> byName.put(Setting.CLASSIFIER.key(), stored.sha256()));
        if (settings.classifier().isEmpty()
                && !(settings.segmentation().threshold() instanceof Threshold.Fixed)) {
            // Not part of the model's hash, and with another rule the results are others
            byName.put(
                    Setting.THRESHOLD.key(),
                    SettingTexts.AUTOMATIC
                            + " ("
                            + settings.segmentation().threshold().inWords()
                            + ")");
        }
        return new Recipe(
                PluginVersion.current(),
                model.name(),
                modelHash,
                byName,
                device.toString(),
                request.exports());
    }

    /**
     * {@return why they are not what this recipe would make, for the user; nothing if they are}
     *
     * @param made what some results were made with
     * @param classesLater whether class images are made when all images are done, from what these
     *     results are
     */
    Optional<String> difference(Recipe made, boolean classesLater) {
        List<String> differences = new ArrayList<>();
        if (!version.equals(made.version)) {
            differences.add("version was " + made.version);
        }
        if (!modelHash.equals(made.modelHash)) {
            differences.add("model was " + made.model + " (" + made.modelHash + ")");
        }
        if (!device.equals(made.device)) {
            differences.add("device was " + made.device);
        }
        Set<String> names = new TreeSet<>(settings.keySet());
        names.addAll(made.settings.keySet());
        for (String name : names) {
            String before = made.settings.get(name);
            if (!Objects.equals(settings.get(name), before)) {
                differences.add(name + " was " + (before == null ? "not set" : before));
            }
        }
        for (Export export : sortedExports()) {
            boolean isLater = classesLater && export == Export.CLASSES;
            if (!isLater && !made.exports.contains(export)) {
                differences.add("there was no " + export);
            }
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", differences));
    }

    /** {@return the number format in which the networks compute, by name} */
    public String precision() {
        return settings.get(PRECISION);
    }

    /** In the order of the enumeration. */
    Set<Export> sortedExports() {
        return exports.isEmpty() ? exports : EnumSet.copyOf(exports);
    }
}
