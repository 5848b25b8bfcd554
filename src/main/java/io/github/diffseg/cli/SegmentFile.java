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

import ij.ImagePlus;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.format.ImageFiles;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.large.LargeImage;
import io.github.diffseg.large.LargeOutput;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.large.LargeSegmenter;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.output.ImageTitles;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line's main job: one image file in, label image, ROIs, table and overlay out. */
@Command(
        name = "diffseg",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        description = {
            "Segments an image without training, prompt or clicks, from the self-attention of a"
                    + " diffusion model.",
            "Writes <name>-labels.tif, <name>-rois.zip, <name>-segments.csv and"
                    + " <name>-overlay.png, of a stack <name>-overlay.tif; with --names also"
                    + " <name>-classes.tif, with --classes that and <name>-vocabulary.json."
        },
        footer = {"", "Exit status: 0 done, 1 failed, 2 wrong usage."})
final class SegmentFile implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /** Not required by itself, since subcommands go without. */
    @Parameters(
            arity = "0..1",
            paramLabel = "IMAGE",
            description =
                    "Any image file that ImageJ opens; or, read in parts, a TIFF or BigTIFF of any"
                            + " size, or the folder of an OME-Zarr, Zarr or N5, also by its address"
                            + " (https:, s3:).")
    private String image;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "diffseg-output",
            description =
                    "Where results go; made if missing. Of an image that is read in parts also the"
                            + " name of the label file, NAME.tif or NAME.ome.zarr. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Path output;

    @Mixin private ModelOptions model;

    @Mixin private SettingsOptions settings;

    @Option(names = "--geojson", description = "Also write <name>.geojson, for QuPath.")
    private boolean geoJson;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (image == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'IMAGE'");
        }
        model.check(spec);
        Instant begin = Instant.now();
        SettingsRequest request = WrongUsage.refuse(spec, settings::requestOfOneImage);
        Address address = Address.of(image);
        if (LargeOutput.isLabelFile(output.toString()) || LargeImage.isNeeded(address)) {
            return segmentInParts(address, request, begin);
        }
        // A wrong name is told at once, not when the model is open
        ImageFiles.requireReadableFile(path());
        ImageResult segmented;
        try (StatusLine status = StatusLine.onTerminal();
                ModelOpening opening = ModelOpening.begin(() -> model.open(status))) {
            ImagePlus input = ImageFiles.open(path());
            ResultFiles.createFolder(output);
            ResultFiles.checkOwn(output, stem(), geoJson);
            Instant wait = Instant.now();
            DiffSeg diffSeg = opening.model();
            Duration waited = Duration.between(wait, Instant.now());
            segmented =
                    StackSegmenter.segment(
                            new PlaneSegmenter(diffSeg, model.name(), waited),
                            input,
                            request,
                            status);
        }
        Instant writing = Instant.now();
        Map<String, Path> files = write(segmented);
        Summary summary =
                Summary.of(
                        segmented,
                        files,
                        Duration.between(writing, Instant.now()),
                        Duration.between(begin, Instant.now()),
                        ModelChoice.isEmbedded(model.name()));
        spec.commandLine().getOut().println(json ? summary.json() : summary.text());
        return CommandLine.ExitCode.OK;
    }

    private int segmentInParts(Address address, SettingsRequest request, Instant begin)
            throws IOException {
        if (geoJson) {
            throw new UserException(
                    address
                            + " is read in parts, and has no --geojson: its outlines would not fit"
                            + " into memory");
        }
        LargeResult result;
        try (StatusLine status = StatusLine.onTerminal()) {
            Instant open = Instant.now();
            try (DiffSeg diffSeg = model.open(status)) {
                Duration opening = Duration.between(open, Instant.now());
                result =
                        new LargeSegmenter(diffSeg, model.name(), opening)
                                .segment(address, request, output, status);
            }
        }
        Summary summary =
                Summary.of(
                        result,
                        Duration.between(begin, Instant.now()),
                        ModelChoice.isEmbedded(model.name()));
        spec.commandLine().getOut().println(json ? summary.json() : summary.text());
        return CommandLine.ExitCode.OK;
    }

    private Path path() {
        return Address.of(image).path().orElseThrow();
    }

    private String stem() {
        return ImageTitles.fileStem(path().getFileName().toString());
    }

    private Map<String, Path> write(ImageResult segmented) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (FileSet set = new FileSet()) {
            ResultFiles results = new ResultFiles(set, output, stem());
            files.put("labels", results.writeLabels(segmented.labelImage()));
            results.writeClasses(segmented.classImage())
                    .ifPresent(classes -> files.put("classes", classes));
            results.writeRois(segmented.rois()).ifPresent(rois -> files.put("rois", rois));
            files.put("table", results.writeTable(segmented.table()));
            files.put("overlay", segmented.writeOverlay(results));
            if (segmented.vocabularyClasses().isPresent()) {
                files.put(
                        "words",
                        results.writeVocabulary(
                                segmented.vocabularyClasses().orElseThrow().vocabulary()));
            }
            if (geoJson) {
                files.put("geojson", results.writeGeoJson(segmented::writeGeoJson));
            }
            set.place();
        }
        return files;
    }
}
