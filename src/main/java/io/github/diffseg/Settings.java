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

import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.merging.Threshold;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides a result, apart from image, model and device.
 *
 * @param attention how the image becomes an attention tensor
 * @param segmentation how the attention tensor becomes segments
 * @param planes which planes of a stack are segmented
 * @param detail how closely the network looks at each
 * @param classifier that finds the segments in place of merging, if there is one
 * @param classes whether segments are put into classes that are the same in many images
 */
public record Settings(
        AttentionSettings attention,
        SegmentationSettings segmentation,
        PlaneSettings planes,
        Detail detail,
        Optional<StoredClassifier> classifier,
        ClassSettings classes) {

    /** {@return the same without classes, which do not change what a segment is} */
    public Settings withoutClasses() {
        return new Settings(
                attention, segmentation, planes, detail, classifier, ClassSettings.NONE);
    }

    /**
     * {@return the same with other segments}
     *
     * @param other how the attention tensor becomes segments
     */
    public Settings with(SegmentationSettings other) {
        return new Settings(attention, other, planes, detail, classifier, classes);
    }

    /**
     * {@return the same with other planes}
     *
     * @param other which planes of a stack are segmented
     */
    public Settings with(PlaneSettings other) {
        return new Settings(attention, segmentation, other, detail, classifier, classes);
    }

    /**
     * {@return each setting by its key, in the order to show them, as {@link SettingsRequest#of}
     * reads them; a threshold that is still to be chosen for an image is {@value
     * SettingTexts#AUTOMATIC}}
     */
    public Map<String, String> byKey() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            boolean unused = classifier.isPresent() && Setting.OF_MERGING.contains(setting);
            settings.put(
                    setting.key(), setting.write(unused ? setting.defaultValue() : value(setting)));
        }
        if (segmentation.corrections().isEmpty() && planes.corrections().isEmpty()) {
            settings.remove(Setting.CORRECTIONS.key());
        }
        if (classifier.isEmpty()) {
            settings.remove(Setting.CLASSIFIER.key());
        }
        // As in versions that had neither, so that their lines and recipes mean the same
        if (!attention.noise()) {
            settings.remove(Setting.NOISE.key());
        }
        if (!segmentation.pamr()) {
            settings.remove(Setting.PAMR.key());
        }
        if (attention.names().isEmpty()) {
            settings.remove(Setting.NAMES.key());
        }
        if (detail.isWhole()) {
            settings.remove(Setting.DETAIL.key());
        }
        if (planes.isShownPlane()) {
            Setting.OF_STACKS.forEach(setting -> settings.remove(setting.key()));
        }
        if (!classes.areFound()) {
            settings.remove(Setting.CLASSES.key());
        }
        if (classes.vocabulary().isEmpty()) {
            settings.remove(Setting.VOCABULARY.key());
        }
        return settings;
    }

    private Object value(Setting setting) {
        return switch (setting) {
            case METHOD -> segmentation.method();
            case THRESHOLD ->
                    segmentation.threshold() instanceof Threshold.Fixed fixed ? fixed.value() : 0.0;
            case ANCHORS_PER_AXIS -> segmentation.anchorsPerAxis();
            case ITERATIONS -> segmentation.iterations();
            case TIMESTEP -> attention.timestep();
            case WORKING_SIZE -> attention.workingSize();
            case DETAIL -> detail;
            case CENTRE_CROP -> attention.centreCrop();
            case AGGREGATION -> attention.aggregation();
            case REFINE -> segmentation.refine();
            case MINIMUM_AREA -> segmentation.minimumArea();
            case SPLIT -> segmentation.splitting();
            case GRANULARITY -> segmentation.granularity();
            case CLASSIFIER -> classifier.map(StoredClassifier::file).orElse("");
            case CORRECTIONS ->
                    planes.corrections().isEmpty()
                            ? segmentation.corrections()
                            : planes.corrections();
            case CRISP_BORDERS -> segmentation.crispBorders();
            case NOISE -> attention.noise();
            case PAMR -> segmentation.pamr();
            case NAMES -> attention.names();
            case SLICES -> planes.slices();
            case FRAMES -> planes.frames();
            case CHANNELS -> planes.channels();
            case LINK -> planes.link();
            case LINK_GAP -> planes.linkGap();
            case SKIP_FAILING_PLANES -> planes.skipFailing();
            case CLASSES -> classes.inWords();
            case VOCABULARY -> classes.vocabulary();
        };
    }
}
