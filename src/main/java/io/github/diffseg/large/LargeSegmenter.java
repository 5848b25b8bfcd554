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

package io.github.diffseg.large;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.PlaneSettings;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.StageTimes;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.imagej.ResultOrigin;
import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.tile.NetworkTiles;
import io.github.diffseg.tile.TiledLabels;
import io.github.diffseg.tile.TiledSegmentation;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Segments planes that are read in parts: what command line, command, scripts and Spark call. */
public final class LargeSegmenter {

    /** The command's name in macros. */
    public static final String COMMAND = "DiffSeg Large Image...";

    /** Makes the passes over the tiles of a plane, wherever that is. */
    @FunctionalInterface
    public interface Passes {
        /**
         * {@return the labels, to be closed by the caller}
         *
         * @param image the plane
         * @param settings of the result
         * @param folder for temporary files
         * @param progress told which tile is being segmented; may cancel
         * @throws IOException if a file cannot be used; the message is one sentence
         */
        TiledLabels segment(LargeImage image, Settings settings, Path folder, Progress progress)
                throws IOException;
    }

    private final DiffSeg diffSeg;
    private final String modelParameter;
    private final Duration opening;
    private final Passes passes;

    /**
     * Makes the passes one after another, in this process.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     */
    public LargeSegmenter(DiffSeg diffSeg, String modelParameter, Duration opening) {
        this(
                diffSeg,
                modelParameter,
                opening,
                (image, settings, folder, progress) ->
                        TiledSegmentation.segment(
                                diffSeg, image.plane(), settings, folder, progress));
    }

    /**
     * Makes the passes in another way.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     * @param passes over the tiles
     */
    public LargeSegmenter(DiffSeg diffSeg, String modelParameter, Duration opening, Passes passes) {
        this.diffSeg = diffSeg;
        this.modelParameter = modelParameter;
        this.opening = opening;
        this.passes = passes;
    }

    /**
     * Segments a plane of a file and writes its labels and table.
     *
     * @param address path or address of a TIFF file, or of a Zarr or N5 folder
     * @param request threshold and the like
     * @param asked where the results go, as {@link LargeOutput#of} takes it
     * @param progress told of each step; may cancel
     * @return what became of it
     * @throws io.github.diffseg.failure.UserException if the settings do not fit the file; the
     *     message is one sentence
     * @throws IOException if a file cannot be used; the message is one sentence that names it
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public LargeResult segment(
            Address address, SettingsRequest request, Path asked, Progress progress)
            throws IOException {
        Settings settings = request.resolve(diffSeg.storedModel().recommendation());
        requireOnePlane(settings);
        NetworkTiles.require(settings);
        try (LargeImage image = LargeImage.open(address, settings)) {
            LargeOutput output = LargeOutput.of(asked, address.lastName());
            output.prepare();
            Path folder = output.labels().toAbsolutePath().getParent();
            try (TiledLabels labels = passes.segment(image, settings, folder, progress)) {
                Provenance provenance =
                        provenance(address, image, settings, labels, asked, progress);
                write(image, labels, output, provenance, progress);
                return new LargeResult(
                        labels.count(),
                        labels.bits(),
                        image.width(),
                        image.height(),
                        image.level(),
                        labels.plan().size(),
                        output,
                        provenance,
                        opened().plus(labels.times()));
            }
        }
    }

    private static void requireOnePlane(Settings settings) {
        PlaneSettings.Link link = settings.planes().link();
        if (link != PlaneSettings.Link.NONE) {
            throw new UserException(
                    Setting.LINK.key()
                            + " is \""
                            + link
                            + "\", but an image that is read in parts has no such setting; leave"
                            + " it out");
        }
    }

    private StageTimes opened() {
        return new StageTimes(opening, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    private static void write(
            LargeImage image,
            TiledLabels labels,
            LargeOutput output,
            Provenance provenance,
            Progress progress)
            throws IOException {
        try (FileSet set = new FileSet()) {
            set.write(
                    output.table(),
                    file -> {
                        try (OutputStream out =
                                new BufferedOutputStream(Files.newOutputStream(file))) {
                            new LargeTable(image, labels).write(out, progress);
                        }
                    });
            if (output.isZarr()) {
                String unit = LengthUnit.inNgff(image.unit()).orElse("");
                new OmeZarrLabels(
                                labels.bits(),
                                image.pixelWidth(),
                                image.pixelHeight(),
                                unit,
                                provenance.entries())
                        .write(output.labels(), labels.labels(), progress);
            } else {
                LabelTiff tiff = tiff(image, labels.bits(), provenance);
                set.write(output.labels(), file -> tiff.write(file, labels.labels(), progress));
            }
            set.place();
        }
    }

    private static LabelTiff tiff(LargeImage image, int bits, Provenance provenance) {
        double centimetres = LengthUnit.centimetres(image.unit()).orElse(0.0);
        double[] resolution = new double[2];
        if (centimetres > 0) {
            resolution[0] = 1 / (image.pixelWidth() * centimetres);
            resolution[1] = 1 / (image.pixelHeight() * centimetres);
        }
        String description =
                provenance.entries().entrySet().stream()
                        .map(e -> Provenance.KEY_PREFIX + e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("\n"));
        return new LabelTiff(bits, resolution, description);
    }

    private Provenance provenance(
            Address address,
            LargeImage image,
            Settings asked,
            TiledLabels labels,
            Path output,
            Progress progress) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("result_file", output.toString());
        places.put("address", address.toString());
        return new ResultOrigin(diffSeg, modelParameter)
                .ofFile(
                        address.toString(),
                        image.level() == 0 ? "" : "level " + image.level(),
                        asked,
                        asked.with(labels.settings()),
                        labels.plan().size(),
                        COMMAND,
                        places,
                        progress);
    }
}
