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
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.Splitting;
import java.util.Optional;
import java.util.function.Function;

/** What a classifier decides of the settings, and what cannot be asked for beside it. */
final class ClassifierSettings {

    private ClassifierSettings() {}

    /**
     * {@return the settings with the pass that the classifier was taught on}
     *
     * @param request whose settings of the pass are left to the model, or are those that were
     *     taught
     * @throws UserException if the request asks for another pass, or for what a classifier does not
     *     do
     */
    static Settings of(
            StoredClassifier stored,
            Function<Setting, Object> request,
            SegmentationSettings segmentation,
            PlaneSettings planes) {
        TaughtClassifier.Origin origin = stored.taught().origin();
        for (Setting setting : Setting.OF_MERGING) {
            refuseUnless(setting, request, setting.defaultValue(), "it merges and cuts nothing");
        }
        refuseUnless(
                Setting.NAMES, request, Setting.NAMES.defaultValue(), "its classes have names");
        refuseUnless(Setting.NOISE, request, Setting.NOISE.defaultValue(), "it was taught without");
        String classes = "its segments are classes";
        refuseUnless(Setting.CLASSES, request, Setting.CLASSES.defaultValue(), classes);
        refuseUnless(Setting.VOCABULARY, request, Setting.VOCABULARY.defaultValue(), classes);
        refuseUnless(
                Setting.DETAIL,
                request,
                Setting.DETAIL.defaultValue(),
                "it was taught on one pass over a plane");
        String taughtAt = "it was taught at ";
        refuseUnless(
                Setting.WORKING_SIZE,
                request,
                origin.workingSize(),
                taughtAt + origin.workingSize());
        refuseUnless(Setting.TIMESTEP, request, origin.timestep(), taughtAt + origin.timestep());
        refuseUnless(
                Setting.AGGREGATION,
                request,
                origin.aggregation(),
                taughtAt + origin.aggregation());
        if (planes.link() != PlaneSettings.Link.NONE
                && segmentation.splitting() == Splitting.NONE) {
            throw new UserException(
                    "link is \""
                            + planes.link()
                            + "\", which follows objects, but a classifier's segments are classes;"
                            + " set split to components or touching");
        }
        AttentionSettings attention =
                new AttentionSettings(
                        origin.workingSize(),
                        (boolean) request.apply(Setting.CENTRE_CROP),
                        origin.timestep(),
                        Aggregation.of(origin.aggregation()).orElseThrow());
        return new Settings(
                attention.withFeatures(),
                segmentation,
                planes,
                Detail.of((String) Setting.DETAIL.defaultValue()),
                Optional.of(stored),
                ClassSettings.NONE);
    }

    private static void refuseUnless(
            Setting setting, Function<Setting, Object> request, Object wanted, String reason) {
        Object asked = request.apply(setting);
        boolean left = asked.equals(setting.defaultValue());
        if (!left && !asked.toString().equalsIgnoreCase(wanted.toString())) {
            throw new UserException(
                    setting.key()
                            + " is "
                            + asked
                            + ", but with the classifier "
                            + request.apply(Setting.CLASSIFIER)
                            + " it cannot be changed: "
                            + reason
                            + "; leave "
                            + setting.key()
                            + " out, or classifier empty");
        }
    }
}
