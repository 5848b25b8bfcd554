// DiffSeg: segments the active image and leaves the label image active.
//
// Needs: an open image, and the plugin "DiffSeg Segment..." (Plugins > DiffSeg).
// Works with windows, in batch mode and headless.
//
// Every parameter is passed, so that the macro means the same on every machine.
// 0, "auto" or "recommended" is as the model recommends.

if (nImages == 0)
  exit("Open an image first: DiffSeg segments the active one.");

model = "embedded";        // or the path of a model folder in diffusers' layout
method = "merging";        // "tree", "cut", "walk"
threshold = "auto";        // or a number; larger: fewer, larger segments
anchors_per_axis = 0;      // anchors along each side of the attention grid
iterations = 0;            // how often proposals are merged
timestep = 0;              // of the one pass through the UNet
working_size = 0;          // short side at which the network sees the image, in pixels
detail = "whole";          // whole, full, 3x, or the pixel size at which the network looks
centre_crop = false;       // only the largest centred square
noise = false;             // the timestep's noise is added, as DiffCut does with 50
refine = false;            // k-means over all attention maps
pamr = false;              // borders refined as in DiffCut; not with crisp_borders
minimum_area = 0;          // smaller segments go to their neighbours, in pixels
parts = "none";  // components: each connected part is a segment; touching: each object
granularity = 0;           // cuts the merge tree here instead of merging at the threshold
corrections = "";          // to that cut, as DiffSeg Explore... records them
crisp_borders = false;     // borders move to the edges of the image
aggregation = "recommended";  // "per resolution", "per layer"
device = "auto";           // "cpu", "gpu", "gpu:1", ...
precision = "automatic";   // "float32", "bfloat16", "float16" (GPU only)
slices = "current";        // "all", or ranges such as "1,5" or "3-20:2"
frames = "current";        // the same of time points
channels = "displayed";    // or one number, or up to three for red, green and blue: "3,1"
link = "none";             // "slices" or "frames": objects keep their numbers
link_gap = 0;              // planes that a linked object may be missing from
classifier = "";              // file that DiffSeg Teach... has saved; "": none
skip_failing_planes = false;  // leave such planes empty instead of stopping
names = "";                // words such as "cell,background": each segment gets one
classes = "0";             // "auto" or a number: kinds of segments over all planes
vocabulary = "";           // path of a stored vocabulary, in place of new classes
vocabulary_file = "";      // path of a .json file for the classes
geojson = "";              // path of a file for QuPath
show_labels = true;
add_rois = true;           // to the ROI Manager; needs a display
confidence_map = false;
show_table = true;
draw_overlay = true;

run("DiffSeg Segment...",
    "imp=" + getImageID() +
    " model=[" + model + "]" +
    " method=" + method +
    " threshold=" + threshold +
    " anchors_per_axis=" + anchors_per_axis +
    " iterations=" + iterations +
    " timestep=" + timestep +
    " noise=" + trueOrFalse(noise) +
    " working_size=" + working_size +
    " detail=" + detail +
    " centre_crop=" + trueOrFalse(centre_crop) +
    " refine=" + trueOrFalse(refine) +
    " pamr=" + trueOrFalse(pamr) +
    " minimum_area=" + minimum_area +
    " split=" + parts +
    " granularity=" + granularity +
    " corrections=[" + corrections + "]" +
    " crisp_borders=" + trueOrFalse(crisp_borders) +
    " aggregation=[" + aggregation + "]" +
    " device=[" + device + "]" +
    " precision=[" + precision + "]" +
    " slices=[" + slices + "]" +
    " frames=[" + frames + "]" +
    " channels=[" + channels + "]" +
    " link=" + link +
    " link_gap=" + link_gap +
    " classifier=[" + classifier + "]" +
    " skip_failing_planes=" + trueOrFalse(skip_failing_planes) +
    " names=[" + names + "]" +
    " classes=" + classes +
    " vocabulary=[" + vocabulary + "]" +
    " vocabulary_file=[" + vocabulary_file + "]" +
    " geojson=[" + geojson + "]" +
    " show_labels=" + trueOrFalse(show_labels) +
    " add_rois=" + trueOrFalse(add_rois) +
    " confidence_map=" + trueOrFalse(confidence_map) +
    " show_table=" + trueOrFalse(show_table) +
    " draw_overlay=" + trueOrFalse(draw_overlay));

// A macro's booleans are the numbers 0 and 1, which the command would not take.
function trueOrFalse(value) {
  if (value) return "true";
  return "false";
}
