"""Makes expected.json: label maps, and what pycocotools says of the data set written for them.

Run once with Python 3.11, numpy and pycocotools:

    python make_expected.py coco.json labels.json > expected.json

coco.json and labels.json (width, height, and labels row by row for each image, in the order of the
data set) are written by CocoParityTest with -Ddiffseg.coco=FOLDER. Masks must decode to the labels.
"""

import contextlib
import io
import json
import sys
from importlib.metadata import version

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO

with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(sys.argv[1])
maps = json.load(open(sys.argv[2]))
cases = []
for image_id, m in zip(coco.getImgIds(), maps, strict=True):
    labels = np.array(m["labels"]).reshape(m["height"], m["width"])
    decoded = np.zeros_like(labels)
    annotations = []
    for a in coco.loadAnns(coco.getAnnIds(imgIds=[image_id])):
        rle = coco.annToRLE(a)
        decoded[mask.decode(rle) == 1] = a["label"]
        assert mask.area(rle) == a["area"], a["id"]
        assert mask.toBbox(rle).tolist() == a["bbox"], a["id"]
        annotations.append(
            {
                "label": a["label"],
                "area": int(mask.area(rle)),
                "bbox": mask.toBbox(rle).astype(int).tolist(),
                "rle": rle["counts"].decode("ascii"),
            }
        )
    assert (decoded == labels).all(), f"image {image_id} decodes to other labels"
    cases.append({**m, "annotations": annotations})
json.dump({"made_with": {"pycocotools": version("pycocotools")}, "cases": cases}, sys.stdout)
print()
