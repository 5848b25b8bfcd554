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

package io.github.diffseg.evaluate.dataset;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The data sets that can be read, each from the user's own copy. */
public enum DataSetLayout {
    /** 27 classes; see {@link CocoStuff27}. */
    COCO_STUFF_27("coco-stuff-27", 512) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return CocoStuff27.open(folder, list);
        }
    },
    /** 27 classes; see {@link Cityscapes}. */
    CITYSCAPES("cityscapes", 512) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return Cityscapes.open(folder);
        }
    },
    /** Several annotators; see {@link Bsds500}. */
    BSDS500("bsds500", 0) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return Bsds500.open(folder);
        }
    },
    /** Nuclei, each in a file of its own; see {@link ScienceBowl2018}. */
    DSB2018("dsb2018", 0) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return ScienceBowl2018.open(folder);
        }
    },
    /** Any folder whose labels mean the same in all images; see {@link LabelledFolder}. */
    CLASSES("classes", 0) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return LabelledFolder.open(folder, TruthKind.CLASSES, ignore);
        }
    },
    /** Any folder whose labels number the regions of an image; see {@link LabelledFolder}. */
    REGIONS("regions", 0) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return LabelledFolder.open(folder, TruthKind.REGIONS, ignore);
        }
    },
    /** Any folder whose labels number objects on the background 0; see {@link LabelledFolder}. */
    OBJECTS("objects", 0) {
        @Override
        public DataSet open(Path folder, Path list, int ignore) throws IOException {
            return LabelledFolder.open(folder, TruthKind.OBJECTS, ignore);
        }
    };

    /** That no label is to be ignored. */
    public static final int NO_IGNORE = -1;

    private final String label;
    private final int publishedSquare;

    DataSetLayout(String label, int publishedSquare) {
        this.label = label;
        this.publishedSquare = publishedSquare;
    }

    /**
     * Finds a layout by its name.
     *
     * @param label such as {@code "cityscapes"}; case does not matter
     * @throws IllegalArgumentException if there is none of this name; the message names those there
     *     are
     */
    public static DataSetLayout of(String label) {
        for (DataSetLayout layout : values()) {
            if (layout.label.equals(label.trim().toLowerCase(Locale.ROOT))) {
                return layout;
            }
        }
        throw new UserException(
                "dataset is \""
                        + label
                        + "\"; it must be "
                        + Arrays.stream(values())
                                .map(DataSetLayout::toString)
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Looks what is there; images and labels are read later, one by one.
     *
     * @param folder the user's copy
     * @param list a text file of image names, for COCO-Stuff-27 only; null: none given
     * @param ignore the label that counts nowhere, for the folders of one's own only
     * @throws IOException if the folder does not have this layout; the message is one sentence that
     *     says what is missing
     */
    public abstract DataSet open(Path folder, Path list, int ignore) throws IOException;

    /**
     * {@return how DiffSeg's figures on this data set were measured; whole images where there are
     * none}
     */
    public Framing publishedFraming() {
        return new Framing(publishedSquare);
    }

    @Override
    public String toString() {
        return label;
    }
}
