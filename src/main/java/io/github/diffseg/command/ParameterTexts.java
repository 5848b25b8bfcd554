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

package io.github.diffseg.command;

/**
 * What the parameters are for that are no settings, as constants: annotations take nothing else.
 */
final class ParameterTexts {

    static final String SEGMENTED_IMAGE =
            "Its current plane is segmented, or those that Slices and Frames say; a selection restricts"
                    + " the result to it.";

    static final String EXPLORED_IMAGE = "Its current plane is explored; a selection restricts it.";

    static final String TOUCHED_IMAGE = "What is at a place of its current plane is selected.";
    static final String TOUCHED_X = "Column of the place, in pixels from 0.";
    static final String TOUCHED_Y = "Row of the place, in pixels from 0.";
    static final String SELECTION_MODE =
            "replace: what is at the place becomes the selection; add: it is added to the selection;"
                    + " subtract: it is taken away from it.";
    static final String SEEN =
            "What the network is shown: whole, or x,y,width,height of a part (px), as the wand"
                    + " records it of a large image that is zoomed into.";
    static final String CONNECTED_PART =
            "Only the part at the place; else all parts of the same segment, wherever they are.";

    static final String LABELLED_IMAGE =
            "The labels get its size and its calibration; it is not changed.";

    static final String MODEL =
            "\"embedded\" for the small starter model, the name of an installed one, or the path of a"
                    + " Stable Diffusion model.";

    static final String DEVICE =
            "auto (a GPU if there is one), cpu, gpu or, of several, gpu:1; in macros any gpu:N.";

    static final String PRECISION =
            "Number format of the networks; automatic is float32 on the processor and"
                    + " float16 on a GPU.";

    static final String LABELS = "Pixel values are the numbers of the segments; 0 is no segment.";

    static final String ROIS = "One ROI for each segment, with its holes and all its parts.";

    static final String TABLE = "Area, place, mean intensity and confidence of each segment.";

    static final String OVERLAY =
            "Outlines on the image itself, in place of those of an earlier run.";

    static final String CONFIDENCE = "A 32-bit image of how clearly the winner wins at each pixel.";

    static final String GEO_JSON =
            "Path of a .geojson file for QuPath: outlines, measurements and planes. Empty: none.";

    static final String VOCABULARY_FILE =
            "Path of a .json file that the classes are written to, for other images. Empty: none.";
    static final String GEO_JSON_FILES =
            "Outlines, measurements and planes of the segments, for QuPath.";

    static final String ROI_FILE =
            "A RoiSet.zip or .roi. Empty: the ROIs in the ROI Manager, else those of the image's"
                    + " overlay.";

    // Batch

    static final String IMAGES = "Folder of images.";

    static final String PATTERN =
            "A pattern such as *.tif; with a slash, of the path in the folder.";

    static final String RECURSIVE =
            "Also the images in folders within the input folder, however deep.";

    static final String RESULTS = "Results and manifest.jsonl go there; made if missing.";

    static final String CLASS_FILES =
            "Which of the names each pixel has: 1 for the first of them. Needs names.";

    static final String ROI_FILES =
            "One ROI for each segment, as the ROI Manager saves and opens them.";

    static final String OVERLAY_FILES = "The image with coloured, outlined segments, to look at.";

    static final String COCO_FILES =
            "Run-length masks, one file for each image and coco.json for all.";

    static final String YOLO_FILES = "One line for each segment, all of class 0.";

    // Evaluation

    static final String DATA_SET =
            "objects: label images with background 0; regions: each image's own labels; classes:"
                    + " labels mean the same in all images.";

    static final String DATA_SET_FOLDER =
            "Your copy; of your own images: images/ and masks/, or <name>_masks.";

    static final String REPORTS = "Reports and results.jsonl go there; made if missing.";

    static final String METHODS =
            "diffseg, a baseline, or all of them; in macros also several, separated by commas.";

    static final String MODELS =
            "\"embedded\", names of installed models, or paths, separated by commas.";

    static final String THRESHOLDS =
            "Such as auto,0.9,1.1 or 0.3:1.5:0.1 for a sweep; higher gives fewer, larger segments. auto: as the model recommends, which"
                    + " may choose one for each image.";

    static final String SPLITS =
            "Which parts of a segment are segments of their own; in macros also several, separated"
                    + " by commas.";

    static final String TIMESTEPS =
            "Such as 1,100,300 for a sweep; higher shows the network rough shapes rather than detail. recommended, or 0: as the model recommends.";

    static final String LIMIT =
            "Evenly spread over the data set; more take longer and give surer figures. 0: all.";

    static final String CASES =
            "Pictures of so many of the worst and of the best images; more show more kinds of mistakes. 0: none.";

    static final String FRAMING =
            "published (as the data set's figures were measured), whole (images), or the side in"
                    + " pixels to which the largest centred square is resampled; in macros any"
                    + " number.";

    static final String IMAGE_LIST =
            "Path of a text file of image names, for coco-stuff-27 only; may be empty.";

    static final String IGNORE = "Counts nowhere, in images of your own. -1: none.";

    static final String CLUSTERS =
            "Segments that the baselines make of each image; more give smaller ones. 0: as many as there are true regions, on average.";

    static final String LARGE_ADDRESS =
            "A TIFF or BigTIFF, or the folder of an OME-Zarr, Zarr or N5: a path, or an address with"
                    + " https:, http: or s3: (a bucket that everybody may read).";
    static final String LARGE_RESULT =
            "Where the labels go: NAME.ome.zarr, NAME.tif (a BigTIFF), or a folder. The table of the"
                    + " segments goes beside it.";

    private ParameterTexts() {}

    // PyTorch

    static final String PYTORCH =
            "processor: DiffSeg's own. cuda: for NVIDIA's GPUs, downloaded (Linux). Or the path of a"
                    + " Python environment, or of an unpacked libtorch, with PyTorch 2.7.1.";

    static final String ACCEPT_LICENCE =
            "For cuda: to the licences of PyTorch and of NVIDIA's libraries.";
}
