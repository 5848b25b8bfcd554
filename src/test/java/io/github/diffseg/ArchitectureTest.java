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

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The project keeps the rules of {@code docs/architecture.md}. */
class ArchitectureTest {

    private static final String ROOT = "io.github.diffseg";

    private static final JavaClasses PROJECT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Of the Spark job's build, which has these tests as a jar
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .importPackages(ROOT);

    @Test
    void dependenciesGoOneWay() {
        ArchitectureRules.dependenciesGoOneWay(ROOT).check(PROJECT);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchitectureRules.packagesHaveNoCycles(ROOT).check(PROJECT);
    }

    @Test
    void innerPackagesHaveNoCycles() {
        ArchitectureRules.innerPackagesHaveNoCycles(ROOT).check(PROJECT);
    }

    /** There were 23 in 8 circles when this was first counted. */
    @Test
    void noClassesNeedEachOther() {
        assertEquals(List.of(), ClassCircles.of(PROJECT, ROOT));
    }

    /** Three values were lost once where ten were told apart by their position. */
    @Test
    void manyValuesOfSettingsAreNamed() {
        List<String> byPosition =
                PROJECT.stream()
                        .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                        .filter(ArchitectureTest::isOfManySettings)
                        .filter(call -> !isWithin(call.getOriginOwner(), call.getTargetOwner()))
                        .map(Object::toString)
                        .toList();
        assertEquals(List.of(), byPosition);
    }

    private static boolean isOfManySettings(JavaConstructorCall call) {
        return call.getTargetOwner().getSimpleName().matches(".*(Settings|Request)")
                && call.getTarget().getRawParameterTypes().size() >= 10;
    }

    private static boolean isWithin(JavaClass inner, JavaClass outer) {
        return inner.getName().startsWith(outer.getName());
    }

    @Test
    void onlyInputAndOutputKnowImageJ() {
        ArchitectureRules.onlyInputAndOutputKnowImageJ(ROOT).check(PROJECT);
    }

    @Test
    void theApiNeedsNoImageJ() {
        ArchitectureRules.theApiNeedsNoImageJ(ROOT).check(PROJECT);
    }

    @Test
    void onlyCommandsKnowSciJava() {
        ArchitectureRules.onlyCommandsKnowSciJava(ROOT).check(PROJECT);
    }

    @Test
    void coreKnowsNoWindows() {
        ArchitectureRules.coreKnowsNoWindows(ROOT).check(PROJECT);
    }

    @Test
    void onlyCommandLineEndsTheProcess() {
        ArchitectureRules.onlyCommandLineEndsTheProcess(ROOT).check(PROJECT);
    }

    @Test
    void onlyCommandLinePrints() {
        ArchitectureRules.onlyCommandLinePrints(ROOT).check(PROJECT);
    }
}
