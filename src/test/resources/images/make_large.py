"""Small TIFF files of the kinds that large images come in, as tifffile writes them.

python make_large.py: writes large/. A sample is sample(x, y, c, z, t) below, of a level that is n
times as small that of x * n, y * n; TiffKindsTest has the same formula.
tifffile 2026.3.3, imagecodecs 2026.3.6, numpy.
"""

import os

import numpy as np
import tifffile

W, H = 43, 34
TILE = (32, 16)


def sample(x, y, c=0, z=0, t=0):
    return (x * 7 + y * 13 + x * y // 7 + c * 50 + z * 20 + t * 90) % 251


def planes(kind, *sizes, step=1, colours=0):
    """[.., y, x] or, of colours, [.., y, x, c], of so many frames, slices and channels."""
    t, z, c = np.meshgrid(*(np.arange(n) for n in sizes), indexing="ij")
    y, x = np.mgrid[0:H:step, 0:W:step]
    values = sample(x, y, *(a[..., None, None] for a in (c, z, t)))
    values = np.squeeze(values, axis=tuple(i for i, n in enumerate(sizes) if n == 1))
    if colours:
        values = np.moveaxis(sample(x, y, np.arange(colours)[:, None, None]), 0, -1)
    if kind == "f4":
        return (values / 4 - 10).astype("f4")
    if kind == "i1":
        return (values // 2 - 60).astype(kind)
    if kind in ("i2", "i4"):
        return (values - 100).astype(kind)
    return (values * (1 if kind == "u1" else 200)).astype(kind)


def one(kind, **options):
    return planes(kind, 1, 1, 1, **options)


def path(name):
    return os.path.join("large", name + ".tif")


def write(name, pixels, **options):
    options.setdefault("photometric", "minisblack")
    options.setdefault("metadata", None)
    options.setdefault("software", "")
    tifffile.imwrite(path(name), pixels, **options)


os.makedirs("large", exist_ok=True)

# Compressed tiles and strips, in both byte orders, with predictors
for compression in ("lzw", "zlib", "zstd", "packbits"):
    for kind in ("u1", "u2", "f4"):
        for order, end in (("<", "little"), (">", "big")):
            predictors = {False: ""}
            if compression != "packbits":
                predictors[True] = "-predictor"
            for predictor, said in predictors.items():
                if kind == "u1" and order == ">" or kind == "f4" and not predictor and order == "<":
                    continue
                write(
                    f"tiles-{compression}-{kind}-{end}{said}", one(kind), tile=TILE,
                    compression=compression, byteorder=order, predictor=predictor,
                )  # fmt: skip
write("strips-zstd-u2-predictor", one("u2"), rowsperstrip=7, compression="zstd", predictor=True)
write("strips-lzw-u2-big", one("u2"), rowsperstrip=7, compression="lzw", byteorder=">")
write("strips-raw-u2-big", one("u2"), rowsperstrip=7, byteorder=">")
write("tiles-raw-u4", one("u4"), tile=TILE)
write("tiles-zstd-i2-predictor", one("i2"), tile=TILE, compression="zstd", predictor=True)
write("tiles-zlib-i1", one("i1"), tile=TILE, compression="zlib")
write("tiles-zlib-i4", one("i4"), tile=TILE, compression="zlib")
write("bigtiff-zlib-u2-predictor", one("u2"), tile=TILE, compression="zlib", predictor=True,
      bigtiff=True)  # fmt: skip
write("bigtiff-zstd-f4-big", one("f4"), tile=TILE, compression="zstd", bigtiff=True, byteorder=">")
for config in ("contig", "separate"):
    colours = one("u1", colours=3)
    if config == "separate":
        colours = np.moveaxis(colours, -1, 0)
    write(f"rgb-{config}-zstd-predictor", colours, tile=TILE, compression="zstd", predictor=True,
          photometric="rgb", planarconfig=config)  # fmt: skip
deep = one("u2", colours=3)
write("rgb-u2-zlib-predictor-big", deep, tile=TILE, compression="zlib", predictor=True,
      photometric="rgb", byteorder=">")  # fmt: skip

# Tiles that nothing was written to
sparse = one("i2").copy()
write("sparse-i2", sparse, tile=TILE)
with tifffile.TiffFile(path("sparse-i2"), mode="r+") as tif:
    for tag in ("TileOffsets", "TileByteCounts"):
        tag = tif.pages[0].tags[tag]
        tag.overwrite((0,) + tag.value[1:])

# Levels: SubIFDs, pages that say they are reduced, and pages as of slide scanners
with tifffile.TiffWriter(path("levels-subifds")) as tif:
    tif.write(one("u2"), tile=TILE, subifds=2, metadata=None, resolution=(20000, 20000),
              resolutionunit="CENTIMETER")  # fmt: skip
    for n in (2, 4):
        tif.write(one("u2", step=n), tile=TILE, subfiletype=1, metadata=None)
with tifffile.TiffWriter(path("levels-reduced")) as tif:
    tif.write(one("u1"), tile=TILE, metadata=None)
    mask = np.ones((H // 2, (W + 1) // 2), bool)
    tif.write(mask, tile=TILE, subfiletype=5, photometric="mask", metadata=None)
    for n in (2, 4):
        tif.write(one("u1", step=n), rowsperstrip=8, subfiletype=1, metadata=None)
with tifffile.TiffWriter(path("levels-scanner"), bigtiff=True) as tif:
    rgb = {"photometric": "rgb", "metadata": None, "compression": "zlib"}
    tif.write(one("u1", colours=3), tile=TILE, description="Aperio Image\n|MPP = 0.5", **rgb)
    tif.write(one("u1", colours=3)[:14, :16], rowsperstrip=8, **rgb)
    for n in (2, 4):
        tif.write(one("u1", step=n, colours=3), tile=TILE, **rgb)
    tif.write(one("u1", colours=3)[:20, :7], subfiletype=1, **rgb)
    tif.write(one("u1", colours=3)[:10, :40], subfiletype=9, **rgb)

# Channels, slices and frames
OME = {"PhysicalSizeX": 0.5, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 0.25,
       "PhysicalSizeYUnit": "µm"}  # fmt: skip
COLOURS = {"Name": ["a", "b"], "Color": [0x00FF00FF, -16711681]}
for axes in ("TZCYX", "TCZYX", "CTZYX"):
    sizes = dict(T=2, Z=3, C=2)
    pixels = np.moveaxis(planes("u2", 2, 3, 2), (0, 1, 2), [axes.index(a) for a in "TZC"])
    write("ome-" + axes[:3].lower(), pixels, ome=True, tile=TILE, compression="zlib",
          metadata={"axes": axes, **OME})  # fmt: skip
for kind, said in (("u1", ""), ("u2", "-u2")):
    with tifffile.TiffWriter(path("ome-channels-levels" + said), ome=True, bigtiff=True) as tif:
        pixels = planes(kind, 1, 1, 2)
        options = {"tile": TILE, "photometric": "minisblack", "compression": "zlib"}
        tif.write(pixels, subifds=2, metadata={"axes": "CYX", "Channel": COLOURS, **OME}, **options)
        for n in (2, 4):
            tif.write(planes(kind, 1, 1, 2, step=n), subfiletype=1, **options)
write("ome-rgb", one("u1", colours=3), ome=True, photometric="rgb", tile=TILE,
      metadata={"axes": "YXS", **OME})  # fmt: skip
write("imagej-range", one("u2"), imagej=True, metadata={"min": 1000.0, "max": 30000.0})
lut = np.zeros((3, 256), "u1")
lut[0] = lut[2] = np.arange(256)
other = np.zeros((3, 256), "u1")
other[1] = np.arange(256)
write("imagej-channels", planes("u2", 2, 3, 2), imagej=True,
      metadata={"axes": "TZCYX", "mode": "composite", "Ranges": (1000.0, 30000.0, 0.0, 40000.0),
                "LUTs": [lut, other], "unit": "um"})  # fmt: skip

# What is not read
for name, options in {
    "jpeg-2000": {"compression": "jpeg2000"}, "lzma": {"compression": "lzma"},
    "lerc": {"compression": "lerc"}, "webp": {"compression": "webp", "photometric": "rgb"},
}.items():  # fmt: skip
    pixels = one("u1", colours=3) if "photometric" in options else one("u1")
    write("refused-" + name, pixels, tile=TILE, **options)
write("refused-f2", one("f4").astype("f2"), tile=TILE)
write("refused-u8", one("u2").astype("u8"), tile=TILE)
write("refused-complex", one("f4").astype("c8"), tile=TILE)
