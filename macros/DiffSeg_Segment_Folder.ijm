// DiffSeg: segments every image of a folder and writes, for NAME.EXTENSION,
//
//   NAME-labels.tif     the label image (0 is no segment)
//   NAME-rois.zip       the ROIs, for the ROI Manager (not headless: there is none)
//   NAME-segments.csv   the table
//
// Needs: the plugin "DiffSeg Segment..." (Plugins > DiffSeg), and an empty ROI Manager.
// It asks for the two folders, or takes them as its argument: "INPUT,OUTPUT".
// Subfolders are not entered, and files without an image's extension are passed over. A damaged
// image is named and passed over headless; with a display, ImageJ reports it and ends the macro. A
// failed segmentation ends the macro. Two images that differ by their extension alone would write
// the same files, so that ends it before it begins.
//
// Every parameter is passed, so that the macro means the same on every machine.
// 0, "auto" or "recommended" is as the model recommends.

var model = "embedded";        // or the path of a model folder in diffusers' layout
var threshold = "auto";        // or a number; larger: fewer, larger segments
var anchors_per_axis = 0;      // anchors along each side of the attention grid
var iterations = 0;            // how often proposals are merged
var timestep = 0;              // of the one pass through the UNet
var method = "merging";        // "tree", "cut", "walk"
var working_size = 0;          // short side at which the network sees the image, in pixels
var detail = "whole";          // whole, full, 3x, or the pixel size at which the network looks
var centre_crop = false;       // only the largest centred square
var noise = false;             // the timestep's noise is added, as DiffCut does with 50
var refine = false;            // k-means over all attention maps
var pamr = false;              // borders refined as in DiffCut; not with crisp_borders
var minimum_area = 0;          // smaller segments go to their neighbours, in pixels
var parts = "none";  // components: each connected part is a segment; touching: each object
var granularity = 0;           // cuts the merge tree here instead of merging at the threshold
var crisp_borders = false;     // borders move to the edges of the image
var aggregation = "recommended";  // "per resolution", "per layer"
var device = "auto";           // "cpu", "gpu", "gpu:1", ...
var precision = "automatic";    // "float32", "bfloat16", "float16" (GPU only)

var extensions = newArray(".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".tif", ".tiff");

var headless = false;

if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") {
  headless = true;
}

setBatchMode(true);
if (!headless) {
  if (roiManager("count") > 0)
    exit("Save and clear the ROI Manager first: this macro uses it for each image.");
}

if (getArgument() == "") {
  input = getDirectory("Folder of images");
  output = getDirectory("Folder for the results");
} else {
  folders = split(getArgument(), ",");
  if (folders.length != 2)
    exit("The argument is \"" + getArgument() + "\"; it must be \"INPUT,OUTPUT\".");
  input = folders[0];
  output = folders[1];
}
if (!endsWith(input, "/") && !endsWith(input, File.separator)) input = input + File.separator;
if (!endsWith(output, "/") && !endsWith(output, File.separator)) output = output + File.separator;
if (!File.isDirectory(input)) exit("There is no folder " + input);
if (!File.isDirectory(output)) exit("There is no folder " + output);

files = getFileList(input);
checkNames(files);
segmented = 0;
unreadable = 0;
for (i = 0; i < files.length; i++) {
  if (isImage(files[i])) {
    showProgress(i, files.length);
    before = nImages;
    open(input + files[i]);
    if (nImages == before) {
      print("Not opened: " + input + files[i]);
      unreadable++;
    } else {
      segment(output + stem(files[i]));
      segmented++;
    }
  }
}
print("DiffSeg: " + segmented + " of " + (segmented + unreadable) + " images segmented, results in " + output);

function segment(path) {
  image = getImageID();
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
      " detail=" + detail +
      " centre_crop=" + trueOrFalse(centre_crop) +
      " refine=" + trueOrFalse(refine) +
      " pamr=" + trueOrFalse(pamr) +
      " minimum_area=" + minimum_area +
      " split=" + parts +
      " granularity=" + granularity +
      " corrections=[]" +
      " crisp_borders=" + trueOrFalse(crisp_borders) +
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
      " add_rois=" + trueOrFalse(!headless) +
      " confidence_map=false" +
      " show_table=true" +
      " draw_overlay=false");
  saveAs("Tiff", path + "-labels.tif");
  close();
  if (!headless) {
    roiManager("save", path + "-rois.zip");
    roiManager("reset");
  }
  table = "Results";       // without a display ImageJ finds no other table
  if (!headless) table = Table.title;
  Table.save(path + "-segments.csv", table);
  close(table);
  selectImage(image);
  close();
}

function isImage(name) {
  for (e = 0; e < extensions.length; e++)
    if (endsWith(toLowerCase(name), extensions[e])) return true;
  return false;
}

function stem(name) {
  return substring(name, 0, lastIndexOf(name, "."));
}

function checkNames(names) {
  // In steps: a macro evaluates both sides of &&, and takes a function's value for a number there
  for (i = 1; i < names.length; i++) {
    for (j = 0; j < i; j++) {
      if (isImage(names[i])) {
        if (isImage(names[j])) {
          first = stem(names[j]);
          second = stem(names[i]);
          if (first == second)
            exit(names[j] + " and " + names[i] + " would write the same files; rename one of them.");
        }
      }
    }
  }
}

// A macro's booleans are the numbers 0 and 1, which the command would not take.
function trueOrFalse(value) {
  if (value) return "true";
  return "false";
}
