"""Reads results as the programs do that users feed with them.

usage: read_results.py coco COCO_JSON      with pycocotools
       read_results.py labels FOLDER       with Pillow, and OpenCV and tifffile if they are there
The folder has NAME-labels.tif and, with the same pixels, NAME.raw (32-bit, little endian).
"""
import contextlib
import glob
import importlib.util
import io
import json
import sys

import numpy as np


def read_coco(path):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(path)
        truth.info()
        results = []
        for annotation in truth.dataset["annotations"]:
            mask = truth.annToMask(annotation)
            assert mask.sum() == annotation["area"], annotation["id"]
            rows, columns = np.nonzero(mask)
            left, top = columns.min(), rows.min()
            box = [left, top, columns.max() - left + 1, rows.max() - top + 1]
            assert annotation["bbox"] == box, annotation["id"]
            runs = truth.annToRLE(annotation)
            runs = {"size": runs["size"], "counts": runs["counts"].decode()}
            results.append(
                {
                    "image_id": annotation["image_id"],
                    "category_id": annotation["category_id"],
                    "segmentation": runs,
                    "score": annotation["score"],
                }
            )
        figures = []
        for kind in ("segm", "bbox"):
            found = truth.loadRes(json.loads(json.dumps(results)))
            evaluation = COCOeval(truth, found, kind)
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
            figures.append(evaluation.stats[0])
    categories = truth.getCatIds(supNms=["object"])
    print(len(truth.imgs), len(results), categories, *figures)


def read_labels(folder):
    from PIL import Image

    readers = {
        "Pillow": lambda file: np.array(Image.open(file)),
        "Pillow's greys": lambda file: np.array(Image.open(file).convert("I")),
    }
    if importlib.util.find_spec("cv2"):
        import cv2

        readers["OpenCV"] = lambda file: cv2.imread(file, cv2.IMREAD_UNCHANGED)
        readers["OpenCV's greys"] = lambda file: cv2.imread(file, cv2.IMREAD_ANYDEPTH)
    if importlib.util.find_spec("tifffile"):
        import tifffile

        readers["tifffile"] = tifffile.imread
    count = 0
    for file in sorted(glob.glob(folder + "/*-labels.tif")):
        pixels = np.fromfile(file.replace("-labels.tif", ".raw"), "<i4")
        for name, read in readers.items():
            found = read(file)
            assert found.ndim == 2, (name, file, found.shape)
            assert (found.ravel() == pixels).all(), (name, file)
        count += 1
    print(count)


{"coco": read_coco, "labels": read_labels}[sys.argv[1]](sys.argv[2])
