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

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VariantPlanTest {

    /** These three were left out once, without a word. */
    @Test
    void everySettingOfTheRequestIsMeasured() {
        SettingsRequest asked =
                SettingsRequest.of(
                        Map.of(
                                "granularity",
                                0.3,
                                "corrections",
                                "",
                                "crisp_borders",
                                true,
                                "split_components",
                                true,
                                "minimum_area",
                                7,
                                "refine",
                                true,
                                "anchors_per_axis",
                                9,
                                "iterations",
                                2,
                                "working_size",
                                128));
        Variant variant = variants(request -> request.settings(asked)).get(0);
        Map<String, ?> measured = variant.settings().byKey();
        Settings expected =
                asked.with(Setting.THRESHOLD, 0.5)
                        .with(Setting.TIMESTEP, 3)
                        .resolve(EmbeddedModel.folder().recommendation());
        assertEquals(expected.byKey(), measured);
        assertEquals(0.3, variant.settings().segmentation().granularity());
        assertEquals(true, variant.settings().segmentation().crispBorders());
    }

    @Test
    void eachMethodIsMeasuredAtTheThresholdsThatItCanHave() {
        List<String> measured =
                variants(
                                request ->
                                        request.methods(List.of(Method.DIFFSEG, Method.WALK))
                                                .thresholds(List.of(0.5, 1.2)))
                        .stream()
                        .map(
                                variant ->
                                        variant.method()
                                                + " "
                                                + variant.settings()
                                                        .segmentation()
                                                        .fixedThreshold())
                        .toList();
        assertEquals(List.of("DIFFSEG 0.5", "DIFFSEG 1.2", "WALK 1.2"), measured);
    }

    private static List<Variant> variants(UnaryOperator<EvaluationRequest.Builder> change) {
        EvaluationRequest request =
                change.apply(
                                EvaluationRequest.of(
                                                DataSetLayout.OBJECTS, Path.of("a"), Path.of("b"))
                                        .thresholds(List.of(0.5))
                                        .timesteps(List.of(3)))
                        .build();
        return new VariantPlan(request, 0)
                .of(EmbeddedModel.folder(), Progress.NONE).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }
}
