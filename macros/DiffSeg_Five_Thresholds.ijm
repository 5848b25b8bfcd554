// DiffSeg: segments the active image with five thresholds: five label images, each named by its threshold.
//
// Needs: an open image, and the plugin "DiffSeg Segment..." (Plugins > DiffSeg).
// Works with windows, in batch mode and headless.
//
// The network looks at the image once: the plugin keeps its attention as long as neither the image
// nor anything left of the threshold changes, so the second to fifth run take no pass.
//
// Every parameter is passed, so that the macro means the same on every machine.
// 0, "auto" or "recommended" is as the model recommends.

thresholds = newArray(0.25, 0.5, 0.75, 1, 1.5);

var model = "embedded";        // or the path of a model folder in diffusers' layout
var anchors_per_axis = 0;      // anchors along each side of the attention grid
var iterations = 0;            // how often proposals are merged
var timestep = 0;              // of the one pass through the UNet
var method = "merging";        // "tree", "cut", "walk"
var working_size = 0;          // short side at which the network sees the image, in pixels
var centre_crop = false;       // only the largest centred square
var noise = false;             // the timestep's noise is added, as DiffCut does with 50
var refine = false;            // k-means over all attention maps
var pamr = false;              // borders refined as in DiffCut; not with crisp_borders
var minimum_area = 0;          // smaller segments go to their neighbours, in pixels
var parts = "none";  // components: each connected part is a segment; touching: each object
var aggregation = "recommended";  // "per resolution", "per layer"
var device = "auto";           // "cpu", "gpu", "gpu:1", ...
var precision = "automatic";    // "float32", "bfloat16", "float16" (GPU only)

if (nImages == 0)
  exit("Open an image first: DiffSeg segments the active one.");

image = getImageID();
for (i = 0; i < thresholds.length; i++) {
  selectImage(image);
  segment(image, thresholds[i]);
  rename("threshold " + thresholds[i]);
  getStatistics(area, mean, min, max);
  print("threshold " + thresholds[i] + ": " + max + " segments");
}

function segment(image, threshold) {
  run("DiffSeg Segment...",
      "imp=" + image +
      " model=[" + model + "]" +
      " threshold=" + threshold +
      " anchors_per_axis=" + anchors_per_axis +
      " iterations=" + iterations +
      " timestep=" + timestep +
      " noise=" + trueOrFalse(noise) +
      " method=" + method +
      " working_size=" + working_size +
      " detail=whole" +
      " centre_crop=" + trueOrFalse(centre_crop) +
      " refine=" + trueOrFalse(refine) +
      " pamr=" + trueOrFalse(pamr) +
      " minimum_area=" + minimum_area +
      " split=" + parts +
      " granularity=0" +
      " corrections=[]" +
      " crisp_borders=false" +
      " aggregation=[" + aggregation + "]" +
      " device=[" + device + "]" +
      " precision=[" + precision + "]" +
      " slices=current" +
      " frames=current" +
      " channels=displayed" +
      " link=none" +
      " link_gap=0" +
      " classifier=[]" +
      " skip_failing_planes=false" +
      " names=[]" +
      " classes=0" +
      " vocabulary=[]" +
      " vocabulary_file=[]" +
      " geojson=[]" +
      " show_labels=true" +
      " add_rois=false" +
      " confidence_map=false" +
      " show_table=false" +
      " draw_overlay=false");
}

// A macro's booleans are the numbers 0 and 1, which the command would not take.
function trueOrFalse(value) {
  if (value) return "true";
  return "false";
}
