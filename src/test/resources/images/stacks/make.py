"""Small stacks as tifffile writes them; each plane has one value, 100 c + 10 z + t, all counted from 1. Needs tifffile, imagecodecs and numpy."""
import numpy as np, tifffile

OME = {"PhysicalSizeX": 0.25, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 0.25, "PhysicalSizeYUnit": "µm",
       # Green and magenta: red, green, blue, opacity
       "Channel": {"Name": ["a", "b"], "Color": [0x00FF00FF, 0xFF00FFFF - (1 << 32)]},
       "PhysicalSizeZ": 1.5, "PhysicalSizeZUnit": "µm", "TimeIncrement": 500, "TimeIncrementUnit": "ms"}


def planes(axes, dtype="u2", sizes={"C": 2, "Z": 3, "T": 2}):
    stack = np.zeros([sizes[a] for a in axes] + [16, 20], dtype)
    for index in np.ndindex(*stack.shape[:-2]):
        at = {a: i + 1 for a, i in zip(axes, index)}
        stack[index] = 100 * at.get("C", 0) + 10 * at.get("Z", 0) + at.get("T", 0)
    return stack


def ome(name, axes, **options):
    tifffile.imwrite(name, planes(axes), metadata={"axes": axes + "YX", **OME}, photometric="minisblack", **options)


ome("ome-tzc.ome.tif", "TZC")
ome("ome-ctz-deflate.ome.tif", "CTZ", compression="zlib", predictor=True)
ome("ome-zct-tiles.ome.tif", "ZCT", tile=(16, 16), compression="lzw")
tifffile.imwrite("pages-deflate.tif", planes("Z", "u1"), compression="zlib", photometric="minisblack", metadata=None)
tifffile.imwrite("imagej-tzc-deflate.tif", planes("TZC"), imagej=True, compression="zlib", resolution=(4, 4),
                 metadata={"axes": "TZCYX", "mode": "composite", "spacing": 1.5, "finterval": 0.5, "unit": "um",
                           "Ranges": (100.0, 200.0, 50.0, 300.0), "Labels": [f"plane {i}" for i in range(12)]})
rgb = np.stack([planes("Z"), planes("Z") + 100, planes("Z") + 200], -1)
tifffile.imwrite("rgb-16-bit.tif", rgb, photometric="rgb", metadata=None)
with tifffile.TiffWriter("thumbnail-and-mask.tif") as file:
    stack = planes("Z", "u1")
    file.write(stack[0], compression="zlib", metadata=None)
    file.write(stack[0, ::2, ::2], compression="zlib", metadata=None)
    file.write(stack[1], compression="zlib", metadata=None)
    file.write(stack[2] > 0, compression="zlib", metadata=None)
# Pages that another program than ImageJ has rewritten, with directories between them
text = "ImageJ=1.54p\nimages=12\nchannels=2\nslices=3\nframes=2\nhyperstack=true\nmode=grayscale\n"
with tifffile.TiffWriter("imagej-rewritten.tif") as file:
    for i, plane in enumerate(planes("TZC").reshape(12, 16, 20)):
        file.write(plane, photometric="minisblack", metadata=None, description=text if i == 0 else None)
with tifffile.TiffWriter("pages-mixed.tif") as file:
    for plane, options in zip(planes("Z"), ({"compression": "lzw"}, {}, {"compression": "zlib", "tile": (16, 16)})):
        file.write(plane, photometric="minisblack", metadata=None, **options)
with tifffile.TiffWriter("black-and-white.tif") as file:
    for photometric in ("minisblack", "miniswhite"):
        file.write(planes("Z", "u1")[0], photometric=photometric, metadata=None)
colours = np.stack([np.arange(256)] * 3).astype(np.uint16) * 257
with tifffile.TiffWriter("palettes.tif") as file:
    for map in (colours, colours[:, ::-1]):
        file.write(planes("Z", "u1")[0], photometric="palette", colormap=map, metadata=None)
