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

package io.github.diffseg.cli;

import io.github.diffseg.engine.device.TorchSetup;
import io.github.diffseg.library.Consent;
import io.github.diffseg.library.ModelArchive;
import io.github.diffseg.library.ModelChecks;
import io.github.diffseg.library.ModelDownload;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.model.ModelDescription;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, gets, adds, checks, removes, exports and imports models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models that are installed, and gets more.")
final class Models implements Runnable {

    private static final int DAMAGED = 1;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "models needs one of: list, get, add, check, remove, export, import");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lists what is installed and what is worth getting.")
    int list(
            @Option(names = "--json", description = "Print it as JSON. Default: false.")
                    boolean json) {
        ModelList list = ModelList.of(ModelLibrary.ofUser());
        out().println(json ? list.json() : list.text());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Loads a model from the Hugging Face hub. A broken-off run is gone on with.")
    int get(
            @Parameters(
                            paramLabel = "NAME",
                            description = "As the list has it, or ORG/NAME as the hub has it.")
                    String name,
            @Option(
                            names = "--accept-licence",
                            description =
                                    "You have read the model's licence and agree to it, and to the"
                                            + " size; without this both are said and nothing is loaded."
                                            + " Default: false.")
                    boolean acceptLicence) {
        TorchSetup.nothingForThisMachine().ifPresent(spec.commandLine().getErr()::println);
        ModelPlace place =
                withStatus(
                        status ->
                                new ModelDownload(ModelLibrary.ofUser())
                                        .get(
                                                name,
                                                acceptLicence ? Consent.GIVEN : Consent.MISSING,
                                                status));
        out().println(here(place));
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes models known by name; their files stay where they are.")
    int add(
            @Parameters(
                            paramLabel = "PATH",
                            description =
                                    "A model's folder, a .safetensors file, or a folder with such.")
                    Path path) {
        for (ModelPlace place : ModelLibrary.ofUser().add(path)) {
            String problem =
                    ModelDescription.of(place)
                            .problem()
                            .map(reason -> ", but cannot be used: " + reason)
                            .orElse("");
            out().println(here(place) + problem);
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Compares a model's files with their published hashes.")
    int check(@Parameters(paramLabel = "NAME", description = "Of the model.") String name) {
        ModelLibrary library = ModelLibrary.ofUser();
        ModelPlace place = library.require(name);
        ModelChecks.Outcome outcome =
                withStatus(status -> new ModelChecks(library).check(place, status));
        out().println(outcome.sentence());
        return outcome.state() == ModelChecks.State.DAMAGED ? DAMAGED : 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Deletes a model that was loaded, or forgets a place that was added.")
    int remove(
            @Parameters(
                            paramLabel = "NAME",
                            description = "Of the model, or the path that was added.")
                    String name) {
        out().println(ModelLibrary.ofUser().remove(name));
        return 0;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes a model as one zip, for machines without internet.")
    int exportTo(
            @Parameters(paramLabel = "NAME", description = "Of the model.") String name,
            @Parameters(paramLabel = "ZIP", description = "The file to write.") Path zip) {
        ModelLibrary library = ModelLibrary.ofUser();
        ModelPlace place = library.require(name);
        withStatus(
                status -> {
                    new ModelArchive(library).export(place, zip, status);
                    return zip;
                });
        out().println(place.name() + " is in " + zip);
        return 0;
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes a model from a zip that was exported.")
    int importFrom(@Parameters(paramLabel = "ZIP", description = "The file to read.") Path zip) {
        ModelLibrary library = ModelLibrary.ofUser();
        out().println(
                        here(
                                withStatus(
                                        status ->
                                                new ModelArchive(library)
                                                        .importFrom(zip, status))));
        return 0;
    }

    private static <T> T withStatus(Function<StatusLine, T> work) {
        try (StatusLine status = StatusLine.onTerminal()) {
            return work.apply(status);
        }
    }

    private static String here(ModelPlace place) {
        return place.name() + " is in " + place.path().map(Path::toString).orElse("the plugin");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
