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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may know whom, as {@code docs/architecture.md} draws it. Every rule is made for a root
 * package, so that the rule which guards the project can also be tried on a house that breaks it.
 */
final class ArchitectureRules {

    /** The root package itself: what scripts and commands call. */
    private static final String API = "API";

    /**
     * Each package and those that it may know. A package below another one has a place of its own
     * where it is named, else that of the other.
     */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("progress", Set.of());
        MAY_KNOW.put("failure", Set.of());
        MAY_KNOW.put("files", Set.of("progress", "failure"));
        MAY_KNOW.put("download", Set.of("progress", "failure", "files"));
        MAY_KNOW.put("hub", Set.of("progress", "failure", "files", "download"));
        MAY_KNOW.put("library", Set.of("progress", "failure", "files", "download", "hub"));
        MAY_KNOW.put("model", Set.of("progress", "failure", "files", "library"));
        MAY_KNOW.put("engine.install", Set.of("progress", "failure", "files", "download"));
        MAY_KNOW.put("engine.nvidia", Set.of());
        MAY_KNOW.put("engine", Set.of("progress", "failure", "engine.install"));
        MAY_KNOW.put("engine.memory", Set.of("engine"));
        MAY_KNOW.put("engine.operators", Set.of("engine"));
        MAY_KNOW.put(
                "engine.device",
                Set.of(
                        "progress",
                        "failure",
                        "engine.install",
                        "engine.nvidia",
                        "engine",
                        "engine.memory",
                        "engine.operators"));
        MAY_KNOW.put(
                "diffusion", Set.of("progress", "failure", "model", "engine", "engine.operators"));
        MAY_KNOW.put(
                "attention",
                Set.of("progress", "failure", "engine", "engine.operators", "diffusion"));
        MAY_KNOW.put("segment", Set.of("progress", "failure"));
        MAY_KNOW.put("link", Set.of("segment"));
        MAY_KNOW.put("image", Set.of("progress", "failure", "files", "segment"));
        MAY_KNOW.put("store", Set.of("progress", "failure", "files", "download"));
        MAY_KNOW.put("zarr", Set.of("progress", "failure", "files", "store", "image"));
        MAY_KNOW.put("classify", Set.of("progress", "failure", "files", "segment"));
        MAY_KNOW.put("vocabulary", Set.of("progress", "failure", "files", "segment"));
        MAY_KNOW.put("output", Set.of("progress", "failure", "files", "segment", "vocabulary"));
        allowAllBefore(API);
        MAY_KNOW.put(
                "tile", Set.of("progress", "failure", "model", "files", "segment", "image", API));
        allowAllBefore("imagej");
        allowAllBefore("large");
        Set<String> upToImageJ = Set.copyOf(MAY_KNOW.keySet());
        allowAllBefore("evaluate");
        allowAllBefore("batch");
        Set<String> headless = Set.copyOf(MAY_KNOW.keySet());
        MAY_KNOW.put(
                "explore",
                Set.of(
                        "progress",
                        "failure",
                        "model",
                        "attention",
                        "segment",
                        "image",
                        "output",
                        API,
                        "imagej"));
        MAY_KNOW.put(
                "wand",
                Set.of(
                        "progress",
                        "failure",
                        "segment",
                        "image",
                        "output",
                        API,
                        "imagej",
                        "explore"));
        MAY_KNOW.put(
                "teach",
                Set.of(
                        "progress",
                        "failure",
                        "classify",
                        "image",
                        "output",
                        API,
                        "imagej",
                        "explore"));
        MAY_KNOW.put(
                "manager",
                Set.of("progress", "failure", "library", "model", "engine", "engine.device", API));
        MAY_KNOW.put("service", upToImageJ);
        allowAllBefore("command");
        MAY_KNOW.put("cli", headless);
        allowAllBefore("cluster");
    }

    private static final String[] CORE = {
        "progress",
        "failure",
        "files",
        "download",
        "store",
        "model",
        "engine",
        "diffusion",
        "attention",
        "segment",
        "link"
    };

    private static final String[] KNOWS_IMAGEJ = {
        "output",
        "imagej",
        "large",
        "evaluate",
        "batch",
        "explore",
        "wand",
        "teach",
        "service",
        "command",
        "cli"
    };

    private static final String[] KNOWS_SCIJAVA = {"imagej", "service", "command"};

    private ArchitectureRules() {}

    private static void allowAllBefore(String layer) {
        MAY_KNOW.put(layer, Set.copyOf(MAY_KNOW.keySet()));
    }

    /**
     * A package that stands in no layer is a violation too: a new one has to be given its place.
     */
    static ArchRule dependenciesGoOneWay(String root) {
        LayeredArchitecture layers =
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .withOptionalLayers(true)
                        .ensureAllClassesAreContainedInArchitecture();
        for (String layer : MAY_KNOW.keySet()) {
            DescribedPredicate<JavaClass> its =
                    DescribedPredicate.describe(
                            "in " + layer, type -> layer.equals(layerOf(root, type)));
            layers = layers.layer(layer).definedBy(its);
        }
        for (Map.Entry<String, Set<String>> layer : MAY_KNOW.entrySet()) {
            String[] known = layer.getValue().toArray(String[]::new);
            layers =
                    known.length == 0
                            ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                            : layers.whereLayer(layer.getKey()).mayOnlyAccessLayers(known);
        }
        return layers;
    }

    /** The root counts as a package of its own. */
    static ArchRule packagesHaveNoCycles(String root) {
        SliceAssignment packages =
                new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String layer = layerOf(root, type);
                        return layer == null ? SliceIdentifier.ignore() : SliceIdentifier.of(layer);
                    }

                    @Override
                    public String getDescription() {
                        return "packages of " + root;
                    }
                };
        return slices().assignedFrom(packages).should().beFreeOfCycles();
    }

    /** Each package counts on its own, those that lie in others too. */
    static ArchRule innerPackagesHaveNoCycles(String root) {
        SliceAssignment packages =
                new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return name.startsWith(root)
                                ? SliceIdentifier.of(name)
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages of " + root + " and those within them";
                    }
                };
        return slices().assignedFrom(packages).should().beFreeOfCycles();
    }

    static ArchRule onlyInputAndOutputKnowImageJ(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(below(root, KNOWS_IMAGEJ))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ij..", "net.imagej..");
    }

    /** Not even by way of others: images of any library can be segmented through it. */
    static ArchRule theApiNeedsNoImageJ(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root)
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("ij..", "net.imagej..");
    }

    static ArchRule onlyCommandsKnowSciJava(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(below(root, KNOWS_SCIJAVA))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.scijava..");
    }

    static ArchRule coreKnowsNoWindows(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(below(root, CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..");
    }

    static ArchRule onlyCommandLineEndsTheProcess(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class);
    }

    static ArchRule onlyCommandLinePrints(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should(ACCESS_STANDARD_STREAMS);
    }

    /** The place of a class: the longest name of the table that its package begins with. */
    private static String layerOf(String root, JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return API;
        }
        String layer = name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
        while (!MAY_KNOW.containsKey(layer) && layer.contains(".")) {
            layer = layer.substring(0, layer.lastIndexOf('.'));
        }
        return MAY_KNOW.containsKey(layer) ? layer : null;
    }

    private static String[] below(String root, String[] packages) {
        return Arrays.stream(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
    }
}
