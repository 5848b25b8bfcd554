"""Makes expected.json: label maps, and what other implementations say of them.

Run once with Python 3.11, numpy, scikit-learn, scikit-image, scipy, torch, torchmetrics and
stardist (only its module matching.py, which must be importable as stardist.matching).
"""

import json
import math
import sys

import numpy as np
import scipy
import skimage
import sklearn
import torch
import torchmetrics
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching
from skimage.metrics import variation_of_information
from sklearn.metrics import adjusted_rand_score
from stardist.matching import matching
from torchmetrics.functional.detection import panoptic_quality

rng = np.random.default_rng(7)
HEIGHT, WIDTH = 24, 32


def voronoi(count, jitter=0):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    seeds = rng.uniform(0, 1, (count, 2)) * (HEIGHT, WIDTH)
    d = [(y - s[0]) ** 2 + (x - s[1]) ** 2 + jitter * rng.normal(size=y.shape) for s in seeds]
    return np.argmin(d, axis=0)


def covering(truth, prediction):
    total = 0.0
    for r in np.unique(truth):
        a = truth == r
        total += a.sum() * max(
            (a & (prediction == s)).sum() / (a | (prediction == s)).sum()
            for s in np.unique(prediction)
        )
    return total / truth.size


def seg(truth, prediction):
    found = []
    for r in np.unique(truth[truth > 0]):
        a = truth == r
        best = 0.0
        for s in np.unique(prediction[prediction > 0]):
            b = prediction == s
            if (a & b).sum() > 0.5 * a.sum():
                best = (a & b).sum() / (a | b).sum()
        found.append(best)
    return float(np.mean(found))


def partitions():
    cases = []
    for count_t, count_p, ignored in [(4, 4, 0), (6, 3, 0), (3, 12, 5), (9, 0, 3), (1, 5, 0)]:
        truth = voronoi(count_t)
        if count_p:
            prediction = voronoi(count_p, 9)
        else:
            prediction = np.where(rng.uniform(size=truth.shape) < 0.7, truth, 0)
        truth[:ignored] = -1
        keep = truth >= 0
        t, p = truth[keep], prediction[keep]
        split, merge = variation_of_information(t, p)
        cases.append(
            dict(
                width=WIDTH,
                truth=truth.ravel().tolist(),
                prediction=prediction.ravel().tolist(),
                adjusted_rand=adjusted_rand_score(t, p),
                split=float(split),
                merge=float(merge),
                covering=covering(t, p),
            )
        )
    return cases


def discs(count, wobble, reference=None):
    y, x = np.mgrid[0:HEIGHT * 2, 0:WIDTH * 2]
    labels = np.zeros(y.shape, int)
    places = []
    for i in range(count):
        if reference:
            cy, cx, r = reference[i % len(reference)]
            cy, cx, r = cy + rng.normal() * wobble, cx + rng.normal() * wobble, r * rng.uniform(0.8, 1.2)
        else:
            cy, cx, r = rng.uniform(4, 44), rng.uniform(4, 60), rng.uniform(3, 8)
        places.append((cy, cx, r))
        labels[(y - cy) ** 2 + (x - cx) ** 2 <= r * r] = i + 1
    return labels, places


def objects():
    cases = []
    # In float32, StarDist counts an overlap that equals the threshold, Kirillov et al. and torchmetrics do not
    thresholds = [(50 + 5 * i) / 100 + 1e-6 for i in range(10)]
    for count, wobble in [(5, 0.5), (8, 1.2), (12, 0.8), (3, 4.0)]:
        truth, places = discs(count, 0)
        prediction, _ = discs(count + 2, wobble, places)
        found = [matching(truth, prediction, thresh=t) for t in thresholds]
        # Each object an instance of class 1, the background stuff of class 0
        both = [torch.tensor(np.stack([(m > 0).astype(int), m], -1))[None] for m in (prediction, truth)]
        per_class = panoptic_quality(
            *both, things={1}, stuffs={0}, return_sq_and_rq=True, return_per_class=True
        ).numpy()
        cases.append(
            dict(
                width=WIDTH * 2,
                truth=truth.ravel().tolist(),
                prediction=prediction.ravel().tolist(),
                objects=int(found[0].n_true),
                segments=int(found[0].n_pred),
                true_positives=[int(f.tp) for f in found],
                average_precision=[float(f.accuracy) for f in found],
                panoptic_quality_of_stardist=float(found[0].panoptic_quality),
                panoptic=[float(v) for v in per_class.reshape(2, 3)[0]],
                seg=seg(truth, prediction),
            )
        )
    return cases


def boundaries():
    cases = []
    for width, height, density in [(40, 30, 0.05), (60, 80, 0.02), (25, 25, 0.2), (300, 200, 0.004)]:
        a = np.flatnonzero(rng.uniform(size=width * height) < density)
        b = np.flatnonzero(rng.uniform(size=width * height) < density)
        tolerance = 3.2 if width < 100 else 0.0075 * math.hypot(width, height)
        dx = a[:, None] % width - b[None] % width
        dy = a[:, None] // width - b[None] // width
        near = csr_matrix(np.hypot(dx, dy) <= tolerance)
        pairs = int((maximum_bipartite_matching(near, perm_type="column") >= 0).sum())
        cases.append(dict(width=width, height=height, tolerance=tolerance, first=a.tolist(), second=b.tolist(), pairs=pairs))
    return cases


result = dict(
    made_with=dict(
        numpy=np.__version__,
        scikit_learn=sklearn.__version__,
        scikit_image=skimage.__version__,
        scipy=scipy.__version__,
        torchmetrics=torchmetrics.__version__,
        stardist="0.9.2",
    ),
    partitions=partitions(),
    objects=objects(),
    boundaries=boundaries(),
)
json.dump(result, sys.stdout, separators=(",", ":"))
