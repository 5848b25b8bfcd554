"""Reads results as the programs do that users feed with them.

usage: read_results.py coco COCO_JSON      with pycocotools
       read_results.py labels FOLDER       with Pillow, and OpenCV and tifffile if they are there
       read_results.py stack LABELS_TIF    with tifffile
       read_results.py plane LABELS_TIF    with tifffile
       read_results.py zarr FOLDER         with zarr
A folder has NAME-labels.tif and, with the same pixels, NAME.raw (32-bit, little endian); other
files have their pixels in FILE.raw. What is printed is what the tests expect.
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



def same_pixels(found, path):
    return bool((found.ravel() == np.fromfile(path + ".raw", "<u4")).all())


def tags(page, *names):
    values = (page.tags[name].value for name in names)
    return [v[0] / v[1] if isinstance(v, tuple) else v.name for v in values]


def read_stack(path):
    import tifffile

    with tifffile.TiffFile(path) as tif:
        series = tif.series[0]
        found = series.asarray()
        said = tif.imagej_metadata
        print(series.axes, found.shape, found.dtype, same_pixels(found, path))
        print(*tags(tif.pages[0], "XResolution", "YResolution"))
        print(said["spacing"], said["unit"], said["finterval"])
        print(*said["Labels"], sep="; ")


def read_plane(path):
    import tifffile

    with tifffile.TiffFile(path) as tif:
        series = tif.series[0]
        found = series.asarray()
        page = tif.pages[0]
        print(tif.is_bigtiff, page.is_tiled, page.tile, page.compression.name)
        print(series.axes, found.shape, found.dtype, same_pixels(found, path))
        print(*tags(page, "XResolution", "YResolution", "ResolutionUnit"))
        print(page.description)


def read_zarr(path):
    import zarr

    root = zarr.open_group(path, mode="r")
    for place in ("", "labels/diffseg"):
        group = root[place] if place else root
        said = dict(group.attrs)
        for dataset in said["multiscales"][0]["datasets"]:
            level = group[dataset["path"]]
            scale = dataset["coordinateTransformations"][0]["scale"]
            step = round(scale[1] / said["multiscales"][0]["datasets"][0][
                "coordinateTransformations"][0]["scale"][1])
            pixels = np.fromfile(path + ".raw", "<u4").reshape(root["labels/diffseg/0"].shape)
            same = bool((level[:] == pixels[::step, ::step]).all())
            print(dataset["path"], level.shape, level.chunks, level.dtype, scale, same)
        axes = said["multiscales"][0]["axes"]
        print(*(axis["name"] + " " + axis["type"] + " " + axis["unit"] for axis in axes))
    print(dict(root["labels"].attrs), said["image-label"])


READERS = {
    "coco": read_coco,
    "labels": read_labels,
    "stack": read_stack,
    "plane": read_plane,
    "zarr": read_zarr,
}
READERS[sys.argv[1]](sys.argv[2])
