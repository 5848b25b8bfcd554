#@ DiffSegService diffseg
#@ ImagePlus image
#@output ImagePlus labels

// DiffSeg: segments the active image, and gives its label image back.
//
// Needs: an open image, and Fiji with DiffSeg. Works headless too. Settings have the names that
// macros use; what is left out is as the model recommends. docs/scripting.md tells what a result has.

result = diffseg.segment(image, {threshold: 0.4, crisp_borders: true});
print(result);

// Another threshold needs no second look at the image
finer = result.again({threshold: 0.2});
print("threshold " + finer.threshold() + ": " + finer);

confidence = result.confidence();
for (var i = 0; i < confidence.length; i++) {
  print("segment " + (i + 1) + ": confidence " + confidence[i].toFixed(2));
}

labels = result.labelImage();
