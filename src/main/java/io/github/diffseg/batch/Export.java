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

package io.github.diffseg.batch;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.output.CocoDataset;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.output.YoloPolygons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a batch writes for each image. */
public enum Export {
    /** {@code <name>-labels.tif}: the label image. */
    LABELS("-labels.tif") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            results(file, output, set).writeLabels(segmented.labelImage());
        }
    },
    /**
     * {@code <name>-classes.tif}: which of the given names each pixel has; of a vocabulary, see
     * {@link BatchClasses}, it is written when all images are done.
     */
    CLASSES("-classes.tif") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            results(file, output, set).writeClasses(segmented.classImage());
        }
    },
    /** {@code <name>-rois.zip}: a RoiSet; none for an image without segments. */
    ROIS("-rois.zip") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            results(file, output, set).writeRois(segmented.rois());
        }
    },
    /** {@code <name>-segments.csv}: the table. */
    TABLE("-segments.csv") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            results(file, output, set).writeTable(segmented.table());
        }
    },
    /**
     * {@code <name>-overlay.png}: the image with coloured, outlined segments; of a stack {@code
     * <name>-overlay.tif}.
     */
    OVERLAY("-overlay.png") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            segmented.writeOverlay(results(file, output, set));
        }

        @Override
        List<String> suffixes() {
            return List.of(suffix(), OF_STACKS);
        }

        @Override
        List<Path> targets(InputFile file, Path output) {
            return List.of(target(file, output), output.resolve(file.result() + OF_STACKS));
        }
    },
    /** {@code <name>.geojson}: outlines for QuPath. */
    GEOJSON(".geojson") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            results(file, output, set).writeGeoJson(segmented::writeGeoJson);
        }
    },
    /** {@code <name>-coco.json} with run-length masks; a run joins them to {@code coco.json}. */
    COCO("-coco.json") {
        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            SegmentedPlane plane = (SegmentedPlane) segmented;
            float[] confidence = plane.segmentation().confidence();
            set.write(
                    target(file, output),
                    temporary ->
                            CocoDataset.writeImage(
                                    temporary, file.name(), plane.labels(), confidence));
        }
    },
    /** A text file in YOLO's segmentation format, named as its trainers look for it. */
    YOLO(YoloNames.EXTENSION) {
        @Override
        Path target(InputFile file, Path output) {
            return output.resolve(file.yolo());
        }

        @Override
        void write(ImageResult segmented, InputFile file, Path output, FileSet set)
                throws IOException {
            set.write(
                    target(file, output),
                    temporary ->
                            YoloPolygons.write(temporary, ((SegmentedPlane) segmented).labels()));
        }
    };

    /** What the macro for folders writes too. */
    public static final Set<Export> DEFAULT = Set.of(LABELS, ROIS, TABLE, OVERLAY);

    private static final String OF_STACKS = "-overlay.tif";

    private final String suffix;

    Export(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of such results end with. */
    String suffix() {
        return suffix;
    }

    /** All that the names of such results may end with. */
    List<String> suffixes() {
        return List.of(suffix);
    }

    /** Where that result of an image goes. */
    Path target(InputFile file, Path output) {
        return output.resolve(file.result() + suffix);
    }

    /** All places where that result of an image may go. */
    List<Path> targets(InputFile file, Path output) {
        return List.of(target(file, output));
    }

    /** Whether it describes one plane only. */
    boolean isOfOnePlane() {
        return this == COCO || this == YOLO;
    }

    /**
     * Adds the result to a set; its folder exists.
     *
     * @throws IOException if it cannot be written; the message names it
     */
    abstract void write(ImageResult segmented, InputFile file, Path output, FileSet set)
            throws IOException;

    /**
     * Reads what users write.
     *
     * @param names such as {@code "labels,coco"}, in any case
     * @return the exports
     * @throws UserException if a name is none, or there is no name
     */
    public static Set<Export> of(String names) {
        Set<Export> exports = EnumSet.noneOf(Export.class);
        for (String name : names.split(",")) {
            exports.add(
                    Arrays.stream(values())
                            .filter(export -> export.toString().equalsIgnoreCase(name.strip()))
                            .findFirst()
                            .orElseThrow(() -> unknown(name)));
        }
        return exports;
    }

    private static ResultFiles results(InputFile file, Path output, FileSet set) {
        return new ResultFiles(set, file.resultFolder(output), file.resultStem());
    }

    private static UserException unknown(String name) {
        return new UserException(
                "\""
                        + name.strip()
                        + "\" is no output of a batch; choose from "
                        + Arrays.stream(values())
                                .map(Export::toString)
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
