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

package io.github.diffseg.imagej;

import io.github.diffseg.Attention;
import io.github.diffseg.ClassSettings;
import io.github.diffseg.Setting;
import io.github.diffseg.output.LabelColors;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.FeatureConditions;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the classes of segments come from: those of these segments, or stored ones. */
public final class ClassFinder {

    private static final List<Setting> OF_FEATURES =
            List.of(Setting.WORKING_SIZE, Setting.TIMESTEP);

    private final ClassSettings settings;
    private final FeatureConditions conditions;
    private final Vocabulary stored;

    /**
     * Reads the stored vocabulary, if one is asked for: before long work, so that it does not end
     * in vain.
     *
     * @param settings that ask for classes
     * @param model name of the model
     * @param modelHash of the model
     * @param byKey settings of the result
     * @throws io.github.diffseg.failure.UserException if the vocabulary cannot be read, or was made
     *     with another model or other settings
     */
    public ClassFinder(
            ClassSettings settings, String model, String modelHash, Map<String, String> byKey) {
        this.settings = settings;
        Map<String, String> ofFeatures = new LinkedHashMap<>();
        OF_FEATURES.forEach(setting -> ofFeatures.put(setting.key(), byKey.get(setting.key())));
        ofFeatures.put("features", Attention.FEATURES);
        conditions = new FeatureConditions(model, modelHash, ofFeatures);
        if (settings.areFound()) {
            stored = null;
        } else {
            stored = VocabularyFile.read(Path.of(settings.vocabulary()));
            stored.requireSame(conditions, settings.vocabulary());
        }
    }

    /**
     * {@return the classes}
     *
     * @param segments that classes are found among, unless they are stored
     * @param progress may cancel
     * @throws io.github.diffseg.failure.UserException if there is no segment to find classes among
     */
    public Vocabulary vocabulary(List<SegmentFeature> segments, Progress progress) {
        return stored != null
                ? stored
                : Vocabulary.of(conditions, segments, settings.count(), LabelColors::rgb, progress);
    }
}
