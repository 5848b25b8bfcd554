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

/**
 * Names and explanations of the settings, as constants: annotations of dialogs and of the command
 * line take nothing else. {@link Setting} binds them to keys, ranges and defaults.
 */
public final class SettingTexts {

    /** Leaves the threshold to the model, which may choose it for each image. */
    public static final String AUTOMATIC = "auto";

    /** Leaves the aggregation to the model. */
    public static final String RECOMMENDED = "recommended";

    public static final String METHOD = "Method";
    public static final String METHOD_MEANS =
            "How segments are made of what the network saw. merging: what looks alike is joined, as"
                    + " in the paper; tree: so it is, pair by pair, as DiffSeg Explore... does; cut:"
                    + " the image is cut in two again and again by the network's features; walk: so"
                    + " it is, by what the network attends to.";
    public static final String METHOD_DEFAULT = "merging";

    public static final String THRESHOLD = "Threshold";
    public static final String THRESHOLD_MEANS =
            "What looks more alike to the network than this is one object; higher gives"
                    + " fewer, larger segments. auto: as the model recommends, which may choose one"
                    + " for each image. For cut and walk it lies between 1 and 2.";

    public static final String ANCHORS_PER_AXIS = "Anchors per axis";
    public static final String ANCHORS_PER_AXIS_MEANS =
            "Side of the grid of anchors that merging starts from; more find smaller objects and"
                    + " take longer. 0: as the model recommends.";
    public static final String ANCHORS_PER_AXIS_MOST = "64";

    public static final String ITERATIONS = "Iterations";
    public static final String ITERATIONS_MEANS =
            "How often proposals are merged; more give fewer, larger segments and take longer. 0: as"
                    + " the model recommends.";
    public static final String ITERATIONS_MOST = "100";

    public static final String TIMESTEP = "Timestep";
    public static final String TIMESTEP_MEANS =
            "Noise level that the network is told; higher shows it rough shapes rather than detail."
                    + " 0: as the model recommends.";
    public static final String TIMESTEP_MOST = "999";

    public static final String WORKING_SIZE = "Working size (px)";
    public static final String WORKING_SIZE_MEANS =
            "Short side at which the network sees the image; larger finds smaller objects and takes"
                    + " more time and memory. 0: as the model recommends.";
    public static final String WORKING_SIZE_MOST = "4096";

    public static final String DETAIL = "Detail";
    public static final String DETAIL_MEANS =
            "How closely the network looks. whole: at all of the plane in one pass; full: at each"
                    + " pixel, in overlapping tiles; 3x: three times as closely as whole; a number:"
                    + " the pixel size at which it looks, in the unit of the image.";

    public static final String CENTRE_CROP = "Centre crop";
    public static final String CENTRE_CROP_MEANS =
            "Segment only the largest centred square, as in the paper's protocol.";

    public static final String AGGREGATION = "Aggregation";
    public static final String AGGREGATION_MEANS =
            "Weighting of attention maps: per resolution (reference code), per layer (paper), or as"
                    + " the model recommends.";

    public static final String REFINE = "Refine by k-means";
    public static final String REFINE_MEANS =
            "K-means over all attention maps, started at the merged proposals.";

    public static final String MINIMUM_AREA = "Minimum area (px)";
    public static final String MINIMUM_AREA_MEANS =
            "Smaller segments are given to the neighbour that wins there next; larger leaves fewer"
                    + " small segments. 0 keeps all.";

    public static final String SPLIT = "Split";
    public static final String SPLIT_MEANS =
            "components: each connected part becomes a segment of its own; touching: so does each of"
                    + " round objects of one kind that touch, such as nuclei.";
    public static final String SPLIT_NONE = "none";

    /** The key of a setting of earlier versions: true meant connected parts. */
    public static final String SPLIT_COMPONENTS_KEY = "split_components";

    public static final String SPLIT_COMPONENTS = "Split components";
    public static final String SPLIT_COMPONENTS_MEANS =
            "true is what " + SPLIT_COMPONENTS_KEY + " was in earlier versions: split=components.";

    public static final String GRANULARITY = "Granularity";
    public static final String GRANULARITY_MEANS =
            "Where the merge tree of DiffSeg Explore... is cut; higher gives fewer, larger segments."
                    + " 0: merging at the threshold, as in the paper.";
    public static final String GRANULARITY_MOST = "100";

    public static final String CORRECTIONS = "Corrections";
    public static final String CORRECTIONS_MEANS =
            "Changes to the cut, as DiffSeg Explore... records them.";

    public static final String CLASSIFIER = "Classifier";
    public static final String CLASSIFIER_MEANS =
            "File of a classifier that DiffSeg Teach... has saved: its classes are the segments, or"
                    + " where they are split their parts. Empty: segments as the method says.";

    public static final String CRISP_BORDERS = "Crisp borders";
    public static final String CRISP_BORDERS_MEANS = "Borders move to the edges of the image.";

    public static final String NOISE = "Noise";
    public static final String NOISE_MEANS =
            "The noise of the timestep is added to what the network sees, always the same, as"
                    + " DiffCut does with timestep=50.";

    public static final String PAMR = "PAMR";
    public static final String PAMR_MEANS =
            "Pixel-adaptive refinement of the finished segments, as DiffCut ends with: each pixel"
                    + " takes on what its neighbours of like colour are. Not with crisp borders.";

    public static final String NAMES = "Names";
    public static final String NAMES_MEANS =
            "Words, such as cell,background,vessel: each segment gets the one that the model attends"
                    + " to most there. Needs a model with a text encoder. Empty: numbers only.";

    public static final String SLICES = "Slices";
    public static final String SLICES_MEANS =
            "Which slices of a stack: current, all, or numbers and ranges such as 1,5 or 3-20:2.";

    public static final String FRAMES = "Frames";
    public static final String FRAMES_MEANS =
            "Which time points of a stack: current, all, or numbers and ranges such as 1,5 or"
                    + " 3-20:2.";

    public static final String CHANNELS = "Channels";
    public static final String CHANNELS_MEANS =
            "displayed: as the image shows them. One number: that channel in grays. Two or three,"
                    + " such as 3,1: as red, green and blue.";

    public static final String LINK = "Link objects through";
    public static final String LINK_MEANS =
            "slices or frames: an object keeps its number from plane to plane, by overlap. none:"
                    + " each plane counts from 1.";
    public static final String LINK_NONE = "none";

    public static final String LINK_GAP = "Planes an object may miss";
    public static final String LINK_GAP_MEANS =
            "Linked objects keep their number when they are missing from so many planes; larger"
                    + " joins more.";

    public static final String SKIP_FAILING_PLANES = "Skip failing planes";
    public static final String SKIP_FAILING_PLANES_MEANS =
            "A plane that cannot be segmented is named and left empty; else it ends the run.";

    public static final String CLASSES = "Classes of segments";
    public static final String CLASSES_MEANS =
            "How many kinds of segments there are in all images or planes together; segments of one"
                    + " kind have one class. auto: the number that keeps them apart best. 0: none.";
    public static final String CLASSES_OFF = "0";

    public static final String VOCABULARY = "Vocabulary";
    public static final String VOCABULARY_MEANS =
            "Path of a vocabulary.json whose classes segments are put into, in place of new"
                    + " classes. Empty: none.";

    private SettingTexts() {}
}
