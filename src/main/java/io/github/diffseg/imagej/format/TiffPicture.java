/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.imagej.format;

import static io.github.diffseg.imagej.format.TiffTags.*;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A TIFF or BigTIFF file of any size, read in parts: its pages are channels, slices and frames as
 * ImageJ or OME-TIFF describe them, and smaller versions of the first page are levels.
 */
public final class TiffPicture implements PictureFile {

    private static final double SAME_SHAPE = 0.02;
    private static final int MASK = 4;
    private static final int BYTE_WHITE = 255;
    private static final int TIFF = 42;
    private static final int BIG_TIFF = 43;

    private final ByteStore store;
    private final Path file;
    private final StoredBytes in;
    private final boolean big;
    private final List<Long> planes;
    private final List<Long> levels;
    private final List<ChannelLook> said;
    private final TiffLayout layout;
    private final TiffDescription description;
    private final Calibration calibration;

    private TiffPicture(ByteStore store, Path file, StoredBytes in) throws IOException {
        this.store = store;
        this.file = file;
        this.in = in;
        TiffPages pages = TiffPages.read(file, in);
        big = pages.big();
        TiffPages.Page main = pages.pages().get(pages.main(file));
        TiffDirectory page = page(main.offset());
        layout = TiffLayout.of(file, page, true);
        if (!Orientation.of(page).equals(Orientation.AS_STORED)) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF that is stored turned or mirrored (tag 274), which is not read in"
                            + " parts; save it upright");
        }
        int samples = layout.planar() || layout.isGrey() ? 1 : layout.samples();
        String text = page.text(DESCRIPTION);
        planes = planes(pages, main);
        TiffDescription told = TiffDescription.of(text, samples);
        boolean fits = told.planes() <= planes.size() || isOneStack(text, told);
        description = fits && told.planes() > 1 ? told : told.ofPages(planes.size());
        calibration = calibration(page, text);
        List<Long> pagesBelow = new ArrayList<>();
        if (description.planes() == 1) {
            pages.pages().stream().map(TiffPages.Page::offset).forEach(pagesBelow::add);
        }
        levels = levels(main.offset(), pagesBelow);
        boolean areShown = text.startsWith("ImageJ=") && text.contains("mode=composite");
        said = areShown ? ImageJMetadata.looks(page) : List.of();
        regions(main.offset(), 0);
    }

    /**
     * Opens a file; its pixels are read later.
     *
     * @param store the file's own place
     * @param shown its path or name, for messages
     * @throws IOException if it is no TIFF, or one that cannot be read in parts; the message is one
     *     sentence that names it
     */
    public static TiffPicture open(ByteStore store, Path shown) throws IOException {
        StoredBytes in = new StoredBytes(store, shown);
        try {
            return inSentences(shown, () -> new TiffPicture(store, shown, in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Looks at directories. */
    @FunctionalInterface
    private interface Look<T> {
        T look() throws IOException;
    }

    /** What directories say that lead nowhere is a fault of the file, not of the program. */
    private static <T> T inSentences(Path file, Look<T> look) throws IOException {
        try {
            return look.look();
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        }
    }

    /**
     * {@return whether a file begins as TIFF and BigTIFF do}
     *
     * @param begin its first bytes
     */
    public static boolean isTiff(byte[] begin) {
        if (begin.length < 4 || begin[0] != begin[1]) {
            return false;
        }
        boolean known = version(begin) == TIFF || version(begin) == BIG_TIFF;
        return (begin[0] == 'I' || begin[0] == 'M') && known;
    }

    /**
     * {@return whether a TIFF begins as BigTIFF does}
     *
     * @param begin its first bytes, of a TIFF
     */
    public static boolean isBig(byte[] begin) {
        return version(begin) == BIG_TIFF;
    }

    private static int version(byte[] begin) {
        return begin[0] == 'I' ? begin[2] | begin[3] << 8 : begin[3] | begin[2] << 8;
    }

    private TiffDirectory page(long offset) throws IOException {
        return new TiffDirectory(in, offset, big);
    }

    private static List<Long> planes(TiffPages pages, TiffPages.Page main) {
        List<Long> same = new ArrayList<>();
        for (TiffPages.Page page : pages.pages()) {
            if (page.isOfSize(main)) {
                same.add(page.offset());
            }
        }
        return List.copyOf(same);
    }

    /** ImageJ writes one directory for planes that follow each other, if there are 4 GB of them. */
    private boolean isOneStack(String text, TiffDescription told) {
        return text.startsWith("ImageJ=")
                && planes.size() == 1
                && layout.compression() == UNCOMPRESSED
                && layout.tileWidth() == 0
                && told.planes() * layout.rowBytes() * layout.height() <= in.length();
    }

    private Calibration calibration(TiffDirectory page, String text) throws IOException {
        ImagePlus standIn = new ImagePlus("", new ByteProcessor(1, 1));
        TiffFile.calibrate(standIn, page, text.startsWith("ImageJ=") ? text : "");
        Calibration size = standIn.getCalibration();
        description.calibrate(size);
        return size;
    }

    /**
     * A page and its smaller versions, the largest first.
     *
     * @param others pages that may be among them, besides those that the page itself names
     */
    private List<Long> levels(long main, List<Long> others) throws IOException {
        TiffDirectory page = page(main);
        List<Long> candidates = new ArrayList<>();
        for (long offset : page.values(SUB_DIRECTORIES)) {
            candidates.add(offset);
        }
        candidates.addAll(others);
        List<Long> found = new ArrayList<>(List.of(main));
        long width = page.value(WIDTH, 0);
        for (long offset : candidates) {
            TiffDirectory other = page(offset);
            if (other.value(WIDTH, 0) < width && isSmaller(other, page)) {
                found.add(offset);
                width = other.value(WIDTH, 0);
            }
        }
        return List.copyOf(found);
    }

    /** Thumbnails of scanners are stored in strips, their labels and slides have other shapes. */
    private static boolean isSmaller(TiffDirectory other, TiffDirectory page) throws IOException {
        long kind = other.value(NEW_SUBFILE_TYPE, 0);
        boolean tiledOrReduced = other.has(TILE_WIDTH) || (kind & REDUCED_IMAGE) != 0;
        boolean sameSamples =
                other.value(SAMPLES_PER_PIXEL, 1) == page.value(SAMPLES_PER_PIXEL, 1)
                        && other.value(BITS_PER_SAMPLE, 1) == page.value(BITS_PER_SAMPLE, 1);
        // Sides are rounded, which counts for the smallest
        double width = page.value(WIDTH, 0) * (double) other.value(HEIGHT, 0);
        double expected = width / Math.max(1, page.value(HEIGHT, 1));
        double wrong = Math.abs(other.value(WIDTH, 0) - expected);
        return tiledOrReduced
                && sameSamples
                && (kind & MASK) == 0
                && wrong <= Math.max(SAME_SHAPE * expected, 1 + expected / other.value(HEIGHT, 1));
    }

    @Override
    public int levels() {
        return levels.size();
    }

    @Override
    public int slices() {
        return description.slices();
    }

    @Override
    public int frames() {
        return description.frames();
    }

    @Override
    public double pixelWidth() {
        return calibration.scaled() ? calibration.pixelWidth : 0;
    }

    @Override
    public double pixelHeight() {
        return calibration.scaled() ? calibration.pixelHeight : 0;
    }

    @Override
    public String unit() {
        return calibration.scaled() ? calibration.getUnit() : "";
    }

    @Override
    public List<ChannelLook> looks(int channels) {
        List<ChannelLook> looks = new ArrayList<>();
        boolean bytes = layout.bits() <= Byte.SIZE && layout.isUnsigned();
        boolean colours = description.channels() == 1 && !layout.planar() && !layout.isGrey();
        for (int c = 0; c < channels; c++) {
            ChannelLook look = ChannelLook.unknown(c, channels);
            if (said.size() == channels) {
                look = said.get(c);
            } else if (description.colours().size() == channels) {
                look = look.inColour(description.colours().get(c));
            }
            if (bytes || colours && layout.bits() <= Byte.SIZE) {
                look = look.in(0, BYTE_WHITE);
            } else if (channels == 1 && description.high() > description.low()) {
                look = look.in(description.low(), description.high());
            }
            looks.add(colours && layout.photometric() == PALETTE ? look.in(0, BYTE_WHITE) : look);
        }
        return List.copyOf(looks);
    }

    @Override
    public PlaneRegions plane(int level, int slice, int frame) throws IOException {
        return inSentences(file, () -> planeAt(level, slice, frame));
    }

    private PlaneRegions planeAt(int level, int slice, int frame) throws IOException {
        if (level > 0 && description.planes() == 1) {
            return regions(levels.get(level), 0);
        }
        List<PlaneRegions> channels = new ArrayList<>();
        for (int c = 0; c < description.channels(); c++) {
            long number = description.plane(c, slice, frame);
            if (number < planes.size()) {
                channels.add(regions(versionOf(planes.get((int) number), level), 0));
            } else {
                channels.add(regions(planes.get(0), number * layout.rowBytes() * layout.height()));
            }
        }
        return channels.size() == 1 ? channels.get(0) : new ChannelPages(channels);
    }

    /** Each page of several names smaller versions of its own. */
    private long versionOf(long page, int level) throws IOException {
        if (level == 0) {
            return page;
        }
        synchronized (in) {
            List<Long> own = levels(page, List.of());
            if (own.size() <= level) {
                throw new DamagedImageException(
                        file,
                        "is a damaged TIFF file: its pages have different numbers of resolutions");
            }
            return own.get(level);
        }
    }

    private TiffPlane regions(long offset, long shift) throws IOException {
        synchronized (in) {
            TiffDirectory page = page(offset);
            return new TiffPlane(store, file, page, TiffLayout.of(file, page, true), shift);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
