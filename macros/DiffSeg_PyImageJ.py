"""DiffSeg from Python, through PyImageJ: segments an image file, and writes its label image.

Needs: pip install pyimagej, and a Fiji folder with DiffSeg.

    python DiffSeg_PyImageJ.py FIJI_FOLDER IMAGE LABELS.tif
"""

import sys

import imagej

fiji, image_file, label_file = sys.argv[1:]

ij = imagej.init(fiji, mode="headless")
diffseg = ij.get("io.github.diffseg.service.DiffSegService")

image = ij.IJ.openImage(image_file)
result = diffseg.segment(image, {"threshold": 0.4, "crisp_borders": True})
print(result)

# Another threshold needs no second look at the image
finer = result.again({"threshold": 0.2})
print(f"threshold {finer.threshold()}: {finer}")

# An array of whole numbers, 0 for no segment
labels = ij.py.from_java(result.labels())
print(f"labels from {int(labels.min())} to {int(labels.max())}")

ij.IJ.saveAsTiff(result.labelImage(), label_file)

# The model and the attention that the session keeps
diffseg.release()
