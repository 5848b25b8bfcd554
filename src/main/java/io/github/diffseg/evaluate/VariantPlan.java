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

package io.github.diffseg.evaluate;

import io.github.diffseg.AttentionSettings;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationMethod;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.Splitting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which variants a request asks for.
 *
 * @param request what was asked for
 * @param clusters k of the methods that are given one
 */
record VariantPlan(EvaluationRequest request, int clusters) {

    /** The variants that need no model. */
    List<Variant> withoutModel() {
        return request.methods().stream()
                .filter(method -> !method.needsAttention())
                .map(method -> new Variant(method, "", "", null, clusters(method)))
                .toList();
    }

    /**
     * The variants of a model, by what it has to be asked to attend to an image. One sweep is for
     * methods whose thresholds are of different kinds, so each is measured at those that it can
     * have.
     *
     * @throws UserException if a method can have none of the thresholds
     */
    Map<AttentionSettings, List<Variant>> of(StoredModel model, Progress progress) {
        String name = model.recommendation().name().orElse(model.name());
        String hash = model.hash(progress);
        Map<AttentionSettings, Set<Variant>> passes = new LinkedHashMap<>();
        for (int timestep : request.timesteps()) {
            for (double threshold : request.thresholds()) {
                for (Splitting splitting : request.splits()) {
                    SettingsRequest asked = request.settings(threshold, timestep, splitting);
                    for (Method method : request.methods()) {
                        if (method.needsAttention() && isMeasuredAt(threshold, way(method))) {
                            Settings settings =
                                    asked.with(Setting.METHOD, way(method))
                                            .resolve(model.recommendation());
                            passes.computeIfAbsent(settings.attention(), s -> new LinkedHashSet<>())
                                    .add(variant(method, name, hash, settings));
                        }
                    }
                }
            }
        }
        Map<AttentionSettings, List<Variant>> lists = new LinkedHashMap<>();
        passes.forEach((settings, variants) -> lists.put(settings, new ArrayList<>(variants)));
        return lists;
    }

    /** What a method can have none of is measured, and so refused in the settings' own words. */
    private boolean isMeasuredAt(double threshold, SegmentationMethod way) {
        return way.takes(threshold) || request.thresholds().stream().noneMatch(way::takes);
    }

    private static SegmentationMethod way(Method method) {
        return switch (method) {
            case TREE -> SegmentationMethod.TREE;
            case CUT -> SegmentationMethod.CUT;
            case WALK -> SegmentationMethod.WALK;
            default -> SegmentationMethod.MERGING;
        };
    }

    /** Settings that a method does not use must not make two variants of one. */
    private Variant variant(Method method, String name, String hash, Settings settings) {
        if (method.clusters() == Method.Clusters.NONE) {
            return new Variant(method, name, hash, settings, 0);
        }
        Settings ofAttention = settings.with(SegmentationSettings.DEFAULT);
        return new Variant(method, name, hash, ofAttention, clusters(method));
    }

    private int clusters(Method method) {
        return method.clusters() == Method.Clusters.CONSTANT ? clusters : 0;
    }
}
