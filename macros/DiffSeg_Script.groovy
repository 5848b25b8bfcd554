#@ DiffSegService diffseg
#@ ImagePlus image
#@output ImagePlus labels

// DiffSeg: segments the active image, and gives its label image back.
//
// Needs: an open image, and Fiji with DiffSeg. Works headless too. Settings have the names that
// macros use; what is left out is as the model recommends. docs/scripting.md tells what a result has.

result = diffseg.segment(image, [threshold: 0.4, crisp_borders: true])
println(result)

// Another threshold needs no second look at the image
finer = result.again([threshold: 0.2])
println("threshold " + finer.threshold() + ": " + finer)

result.confidence().eachWithIndex { value, i ->
  println("segment " + (i + 1) + ": confidence " + String.format(Locale.ROOT, "%.2f", value))
}

labels = result.labelImage()
