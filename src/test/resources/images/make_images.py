"""Small images as Pillow, tifffile and pydicom write them, and what their pixels are.

python make_images.py: writes files/, pictures.json (true pixels) and files.csv (file, picture that
it shows, greatest difference allowed; or the words with which it must be refused).
Pillow 13.0, tifffile 2026.3.3, imagecodecs, pydicom 3.0, numpy; OpenCV 5.0 reads
one of them.
"""

import json
import os
import struct

import cv2
import imagecodecs
import numpy as np
import pydicom
import tifffile
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

W, H = 23, 18
y, x = np.mgrid[:H, :W]
grey = (x * 7 + y * 5).astype(np.uint8)
grey[4:12, 6:17] = 230
grey[10:16, 2:9] = 3
rgb = np.stack([grey, grey[:, ::-1], np.flipud(grey)], -1).copy()
bits = ((x // 3 + y // 4) % 2 * 255).astype(np.uint8)
wide = (grey.astype(np.uint16) * 257 + x).astype(np.uint16)
signed = (wide.astype(np.int32) - 30000).astype(np.int16)
signed_bytes = (grey.astype(np.int16) - 120).astype(np.int8)
real = (grey / 64.0 - 1 + x * y / 1000.0).astype(np.float32)
integers = (grey.astype(np.int32) - 100) * 60000
unsigned = (grey.astype(np.uint32)) * 16000000
wide_rgb = np.stack([wide, wide[:, ::-1], np.flipud(wide)], -1).copy()
palette = Image.fromarray(rgb).quantize(13)
few = {n: Image.fromarray(rgb).quantize(n) for n in (2, 4, 16)}

pictures = {
    "grey": grey, "rgb": rgb, "bits": bits, "wide": wide, "signed": signed,
    "signed_bytes": signed_bytes, "real": real, "integers": integers, "unsigned": unsigned,
    "wide_rgb": wide_rgb, "palette": np.asarray(palette.convert("RGB")),
}  # fmt: skip
rows = []


def keep(name, picture, tolerance=0):
    rows.append((name, picture, str(tolerance)))


def refuse(name, words):
    rows.append((name, "-", words))


def path(name):
    return os.path.join("files", name)


def tiff(name, pixels, picture, tolerance=0, **options):
    tifffile.imwrite(path(name), pixels, **options)
    if picture:
        keep(name, picture, tolerance)


def pillow(name, image, picture, tolerance=0, **options):
    image.save(path(name), **options)
    if picture:
        keep(name, picture, tolerance)


def lossy(name, image, **options):
    """Compared with what Pillow reads of it."""
    image.save(path(name), **options)
    with Image.open(path(name)) as read:
        pictures[name] = np.asarray(read.convert("L" if image.mode == "L" else "RGB"))
    keep(name, name, 1)


os.makedirs("files", exist_ok=True)
G, R, B = Image.fromarray(grey), Image.fromarray(rgb), Image.fromarray(bits).convert("1")
grey_alpha = Image.merge("LA", (G, Image.new("L", G.size, 255)))

# TIFF: compression, predictor, tiles, planes, byte order
for kind, pixels, s in (("grey", grey, "u8"), ("wide", wide, "u16"), ("rgb", rgb, "rgb8")):
    colour = {"photometric": "rgb" if kind == "rgb" else "minisblack"}
    tiff(f"{s}.tif", pixels, kind, rowsperstrip=5, **colour)
    for compression in ("lzw", "zlib", "packbits"):
        tiff(f"{s}-{compression}.tif", pixels, kind, compression=compression, **colour)
    tiff(f"{s}-zlib-predictor2-tiles.tif", pixels, kind, compression="zlib", predictor=2,
         tile=(16, 16), byteorder=">", **colour)  # fmt: skip
    tiff(f"{s}-lzw-predictor2.tif", pixels, kind, compression="lzw", predictor=2, rowsperstrip=4,
         **colour)  # fmt: skip
    tiff(f"{s}-tiles.tif", pixels, kind, tile=(16, 16), **colour)
tiff("rgb8-planes.tif", np.moveaxis(rgb, -1, 0), "rgb", photometric="rgb", planarconfig="separate")
tiff("rgb16.tif", wide_rgb, "wide_rgb", photometric="rgb")
tiff("rgb16-pages.tif", np.stack([wide_rgb, wide_rgb[::-1]]), "wide_rgb", photometric="rgb")
tiff("rgb16-lzw.tif", wide_rgb, "wide_rgb", photometric="rgb", compression="lzw")
alpha16 = np.concatenate([wide_rgb, np.full((H, W, 1), 65535, np.uint16)], -1)
tiff("rgba16.tif", alpha16, "wide_rgb", photometric="rgb", extrasamples=["unassalpha"])
tiff("i8.tif", signed_bytes, "signed_bytes")
tiff("i8-zlib.tif", signed_bytes, "signed_bytes", compression="zlib")
tiff("i16.tif", signed, "signed")
tiff("i16-zlib-predictor2.tif", signed, "signed", compression="zlib", predictor=2)
tiff("i32.tif", integers, "integers")
tiff("i32-zlib-predictor2.tif", integers, "integers", compression="zlib", predictor=2)
tiff("u32.tif", unsigned, "unsigned", 256)
tiff("f32.tif", real, "real")
tiff("f32-zlib-predictor3.tif", real, "real", compression="zlib", predictor=3)
tiff("f32-lzw-predictor3-big-endian.tif", real, "real", compression="lzw", predictor=3, byteorder=">")
tiff("f64.tif", real.astype(np.float64), "real")
tiff("white-is-zero.tif", 255 - grey, "grey", photometric="miniswhite")
tiff("white-is-zero-lzw.tif", 255 - grey, "grey", photometric="miniswhite", compression="lzw")
tiff("bits-zlib.tif", bits > 0, "bits", compression="zlib", photometric="minisblack")
tiff("bits-white.tif", bits == 0, "bits", photometric="miniswhite")
tiff("reduced-first.tif", grey[::2, ::2].copy(), None, subfiletype=1)
with tifffile.TiffWriter(path("reduced-first.tif")) as writer:
    writer.write(grey[::2, ::2].copy(), subfiletype=1)
    writer.write(grey)
keep("reduced-first.tif", "grey")
with tifffile.TiffWriter(path("thumbnail-first.tif")) as writer:
    writer.write(grey[:16:4, :20:4].copy())
    writer.write(grey[:16, :20].copy())
refuse("thumbnail-first.tif", "looks like a thumbnail of page 2 with 20 x 16")
for mode, image, picture in (("1", B, "bits"), ("la", grey_alpha, "grey"), ("p", palette, "palette")):
    pillow(f"pillow-{mode}.tif", image, picture)
    pillow(f"pillow-{mode}-lzw.tif", image, picture, compression="tiff_lzw")
for compression in ("group3", "group4", "tiff_ccitt"):
    pillow(f"pillow-1-{compression}.tif", B, "bits", compression=compression)
pillow("pillow-ycbcr.tif", R.convert("YCbCr"), "rgb", 4)
R.convert("LAB").save(path("lab.tif"))
refuse("lab.tif", "colour type CIE L*a*b*")


def halved(name):
    """YCbCr that is not compressed, of which 2 x 2 pixels share a colour."""
    ycbcr = np.asarray(R.convert("YCbCr"))
    ycbcr = np.pad(ycbcr, ((0, H % 2), (0, W % 2), (0, 0)), mode="edge")
    data = b"".join(
        ycbcr[v : v + 2, u : u + 2, 0].tobytes() + ycbcr[v : v + 2, u : u + 2, 1:].mean((0, 1)).astype(np.uint8).tobytes()
        for v in range(0, H, 2) for u in range(0, W, 2)
    )  # fmt: skip
    entries = [(256, 4, W), (257, 4, H), (258, 3, 0), (259, 3, 1), (262, 3, 6), (273, 4, 0), (277, 3, 3),
               (278, 4, H), (279, 4, len(data))]  # fmt: skip
    after = 8 + 2 + 12 * len(entries) + 4
    values = {258: after, 273: after + 6}
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    for tag, kind, value in entries:
        count = 3 if tag == 258 else 1
        head += struct.pack("<HHII", tag, kind, count, values.get(tag, value))
    open(path(name), "wb").write(head + b"\0" * 4 + struct.pack("<3H", 8, 8, 8) + data)


halved("ycbcr-halved.tif")
pictures["ycbcr-halved.tif"] = cv2.imread(path("ycbcr-halved.tif"))[..., ::-1]
keep("ycbcr-halved.tif", "ycbcr-halved.tif", 8)
lossy("grey-jpeg.tif", G, compression="jpeg")
lossy("rgb-jpeg.tif", R, compression="jpeg")
lossy("ycbcr-jpeg.tif", R.convert("YCbCr"), compression="jpeg")
tiff("rgb-jpeg-tiles.tif", rgb, None, photometric="rgb", compression="jpeg", tile=(16, 16))
pictures["rgb-jpeg-tiles.tif"] = tifffile.imread(path("rgb-jpeg-tiles.tif"))
keep("rgb-jpeg-tiles.tif", "rgb-jpeg-tiles.tif", 1)
R.convert("CMYK").save(path("cmyk.tif"))
pictures["cmyk.tif"] = np.asarray(Image.open(path("cmyk.tif")).convert("RGB"))
keep("cmyk.tif", "cmyk.tif", 2)
pillow("cmyk-lzw.tif", R.convert("CMYK"), "cmyk.tif", 2, compression="tiff_lzw")
pillow("cmyk-jpeg.tif", R.convert("CMYK"), None, compression="jpeg")
refuse("cmyk-jpeg.tif", "colour type CMYK, compressed as JPEG")
pillow("zstd.tif", G, None, compression="zstd")
refuse("zstd.tif", "compression 50000 (Zstandard)")
tiff("f16.tif", real.astype(np.float16), None)
refuse("f16.tif", "16-bit samples of format floating point")
tiff("u8-packbits-predictor2.tif", grey, None, compression="packbits", predictor=2)
refuse("u8-packbits-predictor2.tif", "predictor 2 and compression 32773 (PackBits)")
low = np.stack([np.arange(256)] * 3).astype(np.uint16)
tiff("palette-of-bytes.tif", grey, "grey", photometric="palette", colormap=low)
tiff("palette-of-bytes-lzw.tif", grey, "grey", photometric="palette", colormap=low, compression="lzw")
pictures["density"] = wide.astype(np.float32) * 2 - 100
tiff("density-zlib.tif", wide, "density", compression="zlib", metadata=None,
     description="ImageJ=1.54p\ncf=0\nc0=-100.0\nc1=2.0\nvunit=OD\nmin=300.0\nmax=900.0\n")  # fmt: skip
tiff("f64-predictor3.tif", real.astype(np.float64), None, compression="zlib", predictor=3)
refuse("f64-predictor3.tif", "predictor 3 for 64-bit samples")
tiff("five-channels.tif", np.stack([grey] * 5, -1), None, photometric="minisblack", planarconfig="contig")
refuse("five-channels.tif", "5 samples of 8 bits")
tiff("big.tif", grey, None, bigtiff=True)
refuse("big.tif", "BigTIFF")



def packed(name, pixels, depth, kind=3):
    """Samples that do not begin with a byte, which tifffile does not write without a codec."""
    rows = ["".join(format(v, f"0{depth}b") for v in row) for row in pixels]
    rows = [row + "0" * (-len(row) % 8) for row in rows]
    data = b"".join(int(row, 2).to_bytes(len(row) // 8, "big") for row in rows)
    entries = [(256, W), (257, H), (258, depth), (259, 1), (262, 1), (273, 110), (277, 1), (279, len(data))]
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    kinds = {258: kind, 259: 3, 262: 3, 277: 3}
    head += b"".join(struct.pack("<HHII", tag, kinds.get(tag, 4), 1, value) for tag, value in entries)
    open(path(name), "wb").write((head + b"\0" * 4) + data)


for depth in (10, 12, 14):
    pictures[f"wide-{depth}"] = wide >> (16 - depth)
    packed(f"u{depth}.tif", pictures[f"wide-{depth}"], depth)
    keep(f"u{depth}.tif", f"wide-{depth}")
packed("u14-long-tag.tif", pictures["wide-14"], 14, kind=4)
refuse("u14-long-tag.tif", "tag 258 that is no 16-bit number")

# PNG, GIF, BMP, PNM, JPEG
for mode, image, picture in (
    ("1", B, "bits"), ("l", G, "grey"), ("la", grey_alpha, "grey"), ("p", palette, "palette"),
    ("rgb", R, "rgb"), ("rgba", R.convert("RGBA"), "rgb"), ("i16", Image.fromarray(wide), "wide"),
):  # fmt: skip
    pillow(f"pillow-{mode}.png", image, picture)
    if mode in ("1", "l", "p", "rgb", "rgba"):
        pillow(f"pillow-{mode}.bmp", image, picture)
    if mode in ("1", "l", "p"):
        pillow(f"pillow-{mode}.gif", image, picture)
for colours, image in few.items():
    name = f"palette-{colours}"
    pictures[name] = np.asarray(image.convert("RGB"))
    pillow(f"{name}.png", image, name, bits=colours.bit_length() - 1)
pillow("pillow.pgm", G, "grey")
pillow("pillow-16.pgm", Image.fromarray(wide), "wide")
pillow("pillow.ppm", R, "rgb")
pillow("pillow.pbm", B, "bits")
digits = "\n".join("".join("01"[int(v == 0)] for v in row) for row in bits)
open(path("unspaced.pbm"), "w").write(f"P1\n# digits side by side\n{W} {H}\n{digits}\n")
keep("unspaced.pbm", "bits")
open(path("spaced.pbm"), "w").write(f"P1 {W} {H}\n" + digits.replace("0", "0 ").replace("1", "1 "))
keep("spaced.pbm", "bits")
numbers = "\n".join(" ".join(map(str, row)) for row in grey)
open(path("plain.pgm"), "w").write(f"P2\n{W} {H}\n255\n{numbers}\n")
keep("plain.pgm", "grey")
open(path("short.pgm"), "w").write(f"P2\n{W} {H}\n255\n{numbers[:300]}\n")
refuse("short.pgm", "is truncated")
for name, image, options in (
    ("grey.jpg", G, {}), ("rgb.jpg", R, {}), ("progressive.jpg", R, {"progressive": True}),
    ("full.jpg", R, {"subsampling": 0}),
):  # fmt: skip
    lossy(name, image, quality=90, **options)
jfif = open(path("full.jpg"), "rb").read()
adobe = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0"
for transform in (0, 2):
    name = f"jfif-and-adobe-{transform}.jpg"
    open(path(name), "wb").write(jfif[:2] + adobe + bytes([transform]) + jfif[2:])
    pictures[name] = np.asarray(Image.open(path(name)).convert("RGB"))
    keep(name, name, 1)
open(path("lossless.jpg"), "wb").write(imagecodecs.ljpeg_encode(grey))
refuse("lossless.jpg", "of a kind that Java does not read (Unsupported JPEG process: SOF type 0xc3)")
R.convert("CMYK").save(path("cmyk.jpg"))
refuse("cmyk.jpg", "four colours (CMYK)")

# Turned by EXIF and tag 274
shown = {
    2: rgb[:, ::-1], 3: rgb[::-1, ::-1], 4: rgb[::-1], 5: rgb.transpose(1, 0, 2),
    6: np.rot90(rgb, -1), 7: np.rot90(rgb, 2).transpose(1, 0, 2), 8: np.rot90(rgb),
}  # fmt: skip
for number, pixels in shown.items():
    pictures[f"turned-{number}"] = pixels
    exif = Image.Exif()
    exif[274] = number
    pillow(f"turned-{number}.png", R, f"turned-{number}", exif=exif)
    R.save(path(f"turned-{number}.jpg"), quality=100, subsampling=0, exif=exif)
    keep(f"turned-{number}.jpg", f"turned-{number}", 6)
    tiff(f"turned-{number}.tif", rgb, f"turned-{number}", photometric="rgb",
         compression="lzw" if number % 2 else None, extratags=[(274, 3, 1, number, True)])  # fmt: skip


def dicom(name, pixels, syntax=ExplicitVRLittleEndian, photometric="MONOCHROME2", is_signed=0, **tags):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    meta.TransferSyntaxUID = syntax
    data = FileDataset(
        name, {}, file_meta=meta, preamble=b"\0" * 128,
        is_implicit_VR=syntax.is_implicit_VR, is_little_endian=syntax.is_little_endian,
    )  # fmt: skip
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3"
    data.Rows, data.Columns = pixels.shape[:2]
    data.SamplesPerPixel = 3 if pixels.ndim == 3 else 1
    data.PhotometricInterpretation = photometric
    if pixels.ndim == 3:
        data.PlanarConfiguration = 0
    data.BitsAllocated = data.BitsStored = pixels.dtype.itemsize * 8
    data.HighBit = data.BitsAllocated - 1
    data.PixelRepresentation = is_signed
    item = pydicom.Dataset()
    item.ReferencedSOPInstanceUID = "1.2.3.4"
    data.ReferencedImageSequence = [item]
    for tag, value in tags.items():
        setattr(data, tag, value)
    if pixels.dtype == np.float32:
        data.FloatPixelData = pixels.tobytes()
    else:
        data.PixelData = pixels.tobytes()
    data.save_as(path(name), enforce_file_format=True)


small = (grey.astype(np.uint16) * 4).astype(np.uint16)
pictures["doubled"] = small.astype(np.float32) * 2
pictures["shifted"] = small.astype(np.float32) - 1024
dicom("grey.dcm", grey)
keep("grey.dcm", "grey")
dicom("slope.dcm", small, RescaleSlope="2", RescaleIntercept="0")
keep("slope.dcm", "doubled")
dicom("intercept.dcm", small, ImplicitVRLittleEndian, RescaleSlope="1", RescaleIntercept="-1024")
keep("intercept.dcm", "shifted", 0.01)
dicom("signed.dcm", signed, is_signed=1)
keep("signed.dcm", "signed")
dicom("big-endian.dcm", wide.astype(">u2"), ExplicitVRBigEndian)
keep("big-endian.dcm", "wide")
dicom("rgb.dcm", rgb, photometric="RGB")
keep("rgb.dcm", "rgb")
dicom("ybr.dcm", rgb, photometric="YBR_FULL")
refuse("ybr.dcm", "3 samples of 8 bits in YBR_FULL")
dicom("deflated.dcm", wide, DeflatedExplicitVRLittleEndian)
refuse("deflated.dcm", "that is compressed (transfer syntax 1.2.840.10008.1.2.1.99)")
dicom("floats.dcm", real)
refuse("floats.dcm", "whose pixels are floating-point numbers")


def frames(*slopes, undefined=False):
    """Functional groups of an enhanced file, one for each slope."""
    groups = []
    for slope in slopes:
        rescale = pydicom.Dataset()
        rescale.RescaleSlope, rescale.RescaleIntercept = slope, "0"
        group = pydicom.Dataset()
        group.PixelValueTransformationSequence = [rescale]
        group.is_undefined_length_sequence_item = undefined
        groups.append(group)
    return groups


dicom("enhanced.dcm", small, SharedFunctionalGroupsSequence=frames("2"))
keep("enhanced.dcm", "doubled")
dicom("enhanced-implicit.dcm", small, ImplicitVRLittleEndian,
      PerFrameFunctionalGroupsSequence=frames("2", undefined=True))  # fmt: skip
keep("enhanced-implicit.dcm", "doubled")
dicom("enhanced-different.dcm", small, PerFrameFunctionalGroupsSequence=frames("2", "3"))
refuse("enhanced-different.dcm", "frames have different rescale slopes")
table = pydicom.Dataset()
table.LUTDescriptor, table.ModalityLUTType = [256, 0, 16], "US"
table.add_new(0x00283006, "US", list(range(255, -1, -1)))
dicom("table.dcm", grey, ModalityLUTSequence=[table])
refuse("table.dcm", "entries of a table (Modality LUT)")


def fits(name, pixels, bitpix, **cards):
    lines = ["SIMPLE  =                    T", f"BITPIX  = {bitpix:20d}", "NAXIS   =                    2",
             f"NAXIS1  = {W:20d}", f"NAXIS2  = {H:20d}"]  # fmt: skip
    lines += [f"{key:8s}= {value:20}" for key, value in cards.items()] + ["END"]
    header = "".join(f"{line:80s}" for line in lines)
    header += " " * (-len(header) % 2880)
    data = pixels[::-1].tobytes()
    open(path(name), "wb").write(header.encode() + data + b"\0" * (-len(data) % 2880))


fits("u8.fits", grey, 8)
keep("u8.fits", "grey")
fits("i16.fits", signed.astype(">i2"), 16)
keep("i16.fits", "signed")
fits("u16.fits", (wide.astype(np.int32) - 32768).astype(">i2"), 16, BSCALE="1.0", BZERO="32768.0")
keep("u16.fits", "wide")
fits("scaled.fits", small.astype(">i2"), 16, BSCALE="2.0", BZERO="0.0")
keep("scaled.fits", "doubled")
fits("f32.fits", real.astype(">f4"), -32)
keep("f32.fits", "real")
fits("exponents.fits", small.astype(">i2"), 16, BSCALE="2.0D+00", BZERO="0.0D+00")
keep("exponents.fits", "doubled")
pictures["counts"] = small.astype(np.uint32) + 8800
fits("u32.fits", (pictures["counts"].astype(np.int64) - 2**31).astype(">i4"), 32,
     BSCALE="1", BZERO="2147483648")  # fmt: skip
keep("u32.fits", "counts")
fits("i64.fits", pictures["counts"].astype(">i8"), 64)
keep("i64.fits", "counts")

used = {row[1] for row in rows}
with open("pictures.json", "w") as out:
    json.dump(
        {n: {"width": p.shape[1], "height": p.shape[0],
             "values": [round(v, 7) for v in np.asarray(p, np.float64).ravel().tolist()]}
         for n, p in pictures.items() if n in used}, out, separators=(",", ":"))  # fmt: skip
    out.write("\n")
with open("files.csv", "w") as out:
    out.write("".join(f"{a}|{b}|{c}\n" for a, b, c in rows))
print(len(rows), "files")
