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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Each rule finds its own offence in {@code brokenhouse}, a house of the same plan built wrongly.
 */
class ArchitectureRulesTest {

    private static final String BROKEN_ROOT = "io.github.diffseg.brokenhouse";

    private static final JavaClasses BROKEN_HOUSE =
            new ClassFileImporter().importPackages(BROKEN_ROOT);

    @Test
    void findsDependencyAgainstTheDirection() {
        assertFinds(ArchitectureRules::dependenciesGoOneWay, "SegmentThatCallsItsCommand");
    }

    @Test
    void findsAPackageThatKnowsTheOneAboveIt() {
        assertFinds(ArchitectureRules::dependenciesGoOneWay, "InstallerThatKnowsItsEngine");
    }

    @Test
    void findsPackageWithoutAPlace() {
        assertFinds(ArchitectureRules::dependenciesGoOneWay, "ClassOfAnUnplannedPackage");
    }

    @Test
    void findsCycle() {
        assertFinds(
                ArchitectureRules::packagesHaveNoCycles, "Slice command -> \n", "Slice segment ->");
    }

    @Test
    void findsCycleWithinAPackage() {
        assertFinds(
                ArchitectureRules::innerPackagesHaveNoCycles,
                "Slice io.github.diffseg.brokenhouse.diffusion.block ->",
                "BlockThatKnowsItsNetwork");
    }

    @Test
    void findsClassesThatNeedEachOther() {
        assertEquals(
                List.of(
                        Set.of(
                                BROKEN_ROOT + ".command.CommandOverSegment",
                                BROKEN_ROOT + ".segment.SegmentThatCallsItsCommand"),
                        Set.of(
                                BROKEN_ROOT + ".diffusion.NetworkOfBlocks",
                                BROKEN_ROOT + ".diffusion.block.BlockThatKnowsItsNetwork")),
                ClassCircles.of(BROKEN_HOUSE, BROKEN_ROOT));
    }

    @Test
    void findsImageJInTheCore() {
        assertFinds(ArchitectureRules::onlyInputAndOutputKnowImageJ, "UnetThatKnowsImageJ");
    }

    @Test
    void findsAnApiThatNeedsImageJ() {
        assertFinds(ArchitectureRules::theApiNeedsNoImageJ, "ApiOverImageJ");
    }

    @Test
    void findsSciJavaInTheCore() {
        assertFinds(ArchitectureRules::onlyCommandsKnowSciJava, "ModelThatKnowsSciJava");
    }

    @Test
    void findsWindowsInTheCore() {
        assertFinds(ArchitectureRules::coreKnowsNoWindows, "EngineThatKnowsWindows");
    }

    @Test
    void findsEndOfTheProcess() {
        assertFinds(
                ArchitectureRules::onlyCommandLineEndsTheProcess,
                "System.exit(int)",
                "Runtime.halt(int)");
    }

    @Test
    void findsPrinting() {
        assertFinds(ArchitectureRules::onlyCommandLinePrints, "SegmentThatCallsItsCommand.print()");
    }

    private static void assertFinds(Function<String, ArchRule> rule, String... offences) {
        String report =
                rule.apply(BROKEN_ROOT).evaluate(BROKEN_HOUSE).getFailureReport().toString();
        for (String offence : offences) {
            assertTrue(report.contains(offence), () -> "\"" + offence + "\" not in: " + report);
        }
    }
}
