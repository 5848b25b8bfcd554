#@ DiffSegService diffseg
#@ ImagePlus image
#@output ImagePlus labels

# DiffSeg, for Jython in Fiji: segments the active image, and gives its label image back.
#
# Needs: an open image, and Fiji with DiffSeg. Works headless too. Settings have the names that
# macros use; what is left out is as the model recommends. docs/scripting.md tells what a result has.

result = diffseg.segment(image, {"threshold": 0.4, "crisp_borders": True})
print(result)

# Another threshold needs no second look at the image
finer = result.again({"threshold": 0.2})
print("threshold %s: %s" % (finer.threshold(), finer))

for i, value in enumerate(result.confidence()):
    print("segment %d: confidence %.2f" % (i + 1, value))

labels = result.labelImage()
