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

package io.github.diffseg;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.segment.SegmentationMethod;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Settings as a user asks for them; what he leaves out is left to the model's recommendation.
 * Immutable.
 *
 * <pre>{@code
 * SettingsRequest fine = SettingsRequest.ALL_RECOMMENDED
 *         .with(Setting.THRESHOLD, 0.3)
 *         .with(Setting.CRISP_BORDERS, true);
 * }</pre>
 */
public final class SettingsRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** All choices left to the model, no option used. */
    public static final SettingsRequest ALL_RECOMMENDED =
            new SettingsRequest(new EnumMap<>(Setting.class));

    /** Those that were given. */
    private final EnumMap<Setting, Object> values;

    private SettingsRequest(EnumMap<Setting, Object> values) {
        this.values = values;
    }

    /**
     * Reads settings by their keys, as {@link #byKey}, {@link Settings#byKey} and scripts write
     * them.
     *
     * @param byKey values as numbers, booleans or text
     * @return the request
     * @throws UserException if a key is unknown or a value is none of its setting
     */
    public static SettingsRequest of(Map<String, ?> byKey) {
        SettingsRequest request = ALL_RECOMMENDED;
        for (Map.Entry<String, ?> entry : byKey.entrySet()) {
            if (!isFormer(entry.getKey())) {
                request = request.with(known(entry.getKey()), entry.getValue());
            }
        }
        return byKey.containsKey(SettingTexts.SPLIT_COMPONENTS_KEY)
                ? request.withSplitComponents(byKey.get(SettingTexts.SPLIT_COMPONENTS_KEY))
                : request;
    }

    /** {@return whether it is the key of an earlier version, which {@link #of} reads as well} */
    public static boolean isFormer(String key) {
        return key.equals(SettingTexts.SPLIT_COMPONENTS_KEY);
    }

    /**
     * {@return these settings with what earlier versions called {@value
     * SettingTexts#SPLIT_COMPONENTS_KEY}; what is said by the new name holds}
     *
     * @param value true, false, or their text
     * @throws UserException if it is neither
     */
    public SettingsRequest withSplitComponents(Object value) {
        String text = String.valueOf(value).trim().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw new UserException(
                    SettingTexts.SPLIT_COMPONENTS_KEY
                            + " is \""
                            + value
                            + "\"; it must be true or false");
        }
        boolean wanted = text.equals("true") && get(Setting.SPLIT).equals(SettingTexts.SPLIT_NONE);
        return wanted ? with(Setting.SPLIT, Splitting.COMPONENTS) : this;
    }

    private static Setting known(String key) {
        return Setting.of(key)
                .orElseThrow(
                        () ->
                                new UserException(
                                        "There is no setting \""
                                                + key
                                                + "\"; there are "
                                                + Setting.keys()));
    }

    /**
     * {@return these settings with another value of that one}
     *
     * @param setting to change
     * @param value a number, a boolean, or their text
     * @throws UserException if the value is none of the setting; the message names key, value and
     *     what is allowed
     */
    public SettingsRequest with(Setting setting, Object value) {
        EnumMap<Setting, Object> changed = new EnumMap<>(values);
        changed.put(setting, setting.read(value));
        return new SettingsRequest(changed);
    }

    /** {@return the value that was asked for, or the default} */
    public Object get(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    /**
     * {@return the settings with every choice made, but for a threshold that the model chooses for
     * each image}
     *
     * @param recommendation of the model
     * @throws UserException if settings contradict each other, such as corrections without
     *     granularity, or a threshold that the method cannot have; or if the classifier's file
     *     cannot be used
     */
    public Settings resolve(Recommendation recommendation) {
        String aggregation = (String) get(Setting.AGGREGATION);
        AttentionSettings attention =
                new AttentionSettings(
                                wholeOr(Setting.WORKING_SIZE, recommendation.size()),
                                flag(Setting.CENTRE_CROP),
                                wholeOr(Setting.TIMESTEP, recommendation.timestep()),
                                Aggregation.of(
                                                Setting.isRecommended(aggregation)
                                                        ? recommendation.aggregation()
                                                        : aggregation)
                                        .orElseThrow())
                        .withNoise(flag(Setting.NOISE))
                        .with(Names.of((String) get(Setting.NAMES)));
        SegmentationMethod method =
                SegmentationMethod.of((String) get(Setting.METHOD)).orElseThrow();
        double threshold = (double) get(Setting.THRESHOLD);
        // Above 2 all is one segment; earlier versions have recorded such thresholds
        if (!method.takes(threshold)) {
            throw new UserException(
                    "threshold is "
                            + SettingRange.plain(threshold)
                            + "; with the method "
                            + method
                            + " it must be 1 or above, or auto; from 2 on little is cut");
        }
        String corrections = (String) get(Setting.CORRECTIONS);
        SegmentationSettings segmentation =
                SegmentationSettings.DEFAULT
                        .change()
                        .method(method)
                        .threshold(
                                threshold == 0
                                        ? threshold(method, recommendation)
                                        : Threshold.of(threshold))
                        .iterations(wholeOr(Setting.ITERATIONS, recommendation.iterations()))
                        .anchorsPerAxis(
                                wholeOr(Setting.ANCHORS_PER_AXIS, recommendation.anchorsPerAxis()))
                        .refine(flag(Setting.REFINE))
                        .minimumArea((int) get(Setting.MINIMUM_AREA))
                        .splitting(Splitting.of((String) get(Setting.SPLIT)).orElseThrow())
                        .granularity((double) get(Setting.GRANULARITY))
                        .corrections(ofOnePlane(corrections))
                        .crispBorders(flag(Setting.CRISP_BORDERS))
                        .pamr(flag(Setting.PAMR))
                        .build();
        PlaneSettings planes = planes();
        if (!planes.isShownPlane() && !segmentation.corrections().isEmpty()) {
            throw new UserException(
                    "corrections is \""
                            + corrections
                            + "\", which names segments of one plane; leave slices, frames and"
                            + " channels as they are shown, or corrections empty");
        }
        requirePlanes(planes, segmentation);
        Detail detail = detail();
        if (!detail.isWhole()) {
            requireNoneOfOnePass(attention, detail);
        }
        if (classes().areOn() && !attention.names().isEmpty()) {
            throw new UserException(
                    "names is \""
                            + attention.names()
                            + "\", which give segments their classes, and classes or vocabulary is"
                            + " given too; leave one of them out");
        }
        String file = ((String) get(Setting.CLASSIFIER)).strip();
        return file.isEmpty()
                ? new Settings(attention, segmentation, planes, detail, Optional.empty(), classes())
                : ClassifierSettings.of(
                        StoredClassifier.read(file), this::get, segmentation, planes);
    }

    /** {@return how closely the network shall look} */
    public Detail detail() {
        return Detail.of((String) get(Setting.DETAIL));
    }

    private void requireNoneOfOnePass(AttentionSettings attention, Detail detail) {
        String other = "";
        if (attention.centreCrop()) {
            other = Setting.CENTRE_CROP.key() + " is true";
        } else if (Splitting.of((String) get(Setting.SPLIT)).orElseThrow() == Splitting.TOUCHING) {
            other = Setting.SPLIT.key() + " is touching, which parts objects within one pass";
        } else if (!((String) get(Setting.CORRECTIONS)).isBlank()) {
            other =
                    Setting.CORRECTIONS.key()
                            + " is \""
                            + get(Setting.CORRECTIONS)
                            + "\", which names segments of one pass";
        } else if (classes().areOn()) {
            other =
                    (classes().areFound() ? Setting.CLASSES : Setting.VOCABULARY).key()
                            + " is given, and classes are made of what one pass sees";
        } else if (!attention.names().isEmpty()) {
            other =
                    Setting.NAMES.key()
                            + " is \""
                            + attention.names()
                            + "\", which are told apart by one pass over the whole";
        }
        if (!other.isEmpty()) {
            throw new UserException(
                    "detail is \""
                            + detail
                            + "\", so the plane is seen in tiles, but "
                            + other
                            + "; choose \""
                            + Detail.WHOLE_TEXT
                            + "\" or leave that out");
        }
    }

    private static Corrections ofOnePlane(String corrections) {
        return PlaneCorrections.isText(corrections)
                ? Corrections.NONE
                : Corrections.parse(corrections);
    }

    private static PlaneCorrections ofPlanes(String corrections) {
        return PlaneCorrections.isText(corrections)
                ? PlaneCorrections.parse(corrections)
                : PlaneCorrections.NONE;
    }

    private static void requirePlanes(PlaneSettings planes, SegmentationSettings segmentation) {
        if (planes.corrections().isEmpty()) {
            return;
        }
        if (planes.isOnePlane()) {
            throw new UserException(
                    "corrections is \""
                            + planes.corrections()
                            + "\", which names planes; choose slices or frames too, such as \""
                            + PlaneRange.ALL
                            + "\"");
        }
        for (Corrections ofPlane : planes.corrections().byPlane().values()) {
            // Refuses what does not go together
            segmentation.withCut(segmentation.granularity(), ofPlane);
        }
    }

    /** {@return which planes of a stack are asked for} */
    public PlaneSettings planes() {
        return new PlaneSettings(
                PlaneRange.of(Setting.SLICES.key(), (String) get(Setting.SLICES)),
                PlaneRange.of(Setting.FRAMES.key(), (String) get(Setting.FRAMES)),
                ChannelChoice.of((String) get(Setting.CHANNELS)),
                PlaneSettings.Link.of((String) get(Setting.LINK)),
                (int) get(Setting.LINK_GAP),
                flag(Setting.SKIP_FAILING_PLANES),
                ofPlanes((String) get(Setting.CORRECTIONS)));
    }

    /**
     * {@return whether segments are put into classes}
     *
     * @throws UserException if classes are to be found and given at once
     */
    public ClassSettings classes() {
        return new ClassSettings(
                ClassSettings.count((String) get(Setting.CLASSES)),
                ((String) get(Setting.VOCABULARY)).strip());
    }

    /** {@return these settings without classes, which do not change what a segment is} */
    public SettingsRequest withoutClasses() {
        return with(Setting.CLASSES, SettingTexts.CLASSES_OFF).with(Setting.VOCABULARY, "");
    }

    /** {@return the value of each setting by its key, as {@link #of} reads them} */
    public Map<String, String> byKey() {
        Map<String, String> request = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            request.put(setting.key(), setting.write(get(setting)));
        }
        return request;
    }

    private int wholeOr(Setting setting, int recommended) {
        int asked = (int) get(setting);
        return asked == 0 ? recommended : asked;
    }

    private boolean flag(Setting setting) {
        return (boolean) get(setting);
    }

    private static Threshold threshold(SegmentationMethod method, Recommendation recommendation) {
        return method.recommendedThreshold(recommendation.largestThreshold())
                .orElseGet(() -> thresholdOfMerging(recommendation));
    }

    private static Threshold thresholdOfMerging(Recommendation recommendation) {
        return recommendation
                .automaticThreshold()
                .<Threshold>map(
                        rule ->
                                new Threshold.Automatic(
                                        rule.shareOfAnchorDistanceP95(),
                                        SettingRange.THRESHOLD.least(),
                                        rule.atMost(),
                                        recommendation.anchorsPerAxis()))
                .orElseGet(() -> Threshold.of(recommendation.threshold()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingsRequest request && byKey().equals(request.byKey());
    }

    @Override
    public int hashCode() {
        return byKey().hashCode();
    }

    @Override
    public String toString() {
        return byKey().toString();
    }
}
