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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * The pages of a TIFF file.
 *
 * @param pages in the order of the file; at least one
 * @param big whether it is a BigTIFF
 * @param order of the bytes of a number
 */
record TiffPages(List<Page> pages, boolean big, ByteOrder order) {

    /** A page of this many times the sides of the first one, and of its shape, is its original. */
    private static final double THUMBNAIL_FACTOR = 2;

    private static final double SAME_SHAPE = 0.05;

    private static final int BIG = 43;
    private static final int MOST_USUAL_ENTRIES = 100;

    /** Bits, texts, strips, colour map and metadata. */
    private static final int[] ALLOCATED_BY_IMAGEJ = {
        BITS_PER_SAMPLE,
        DESCRIPTION,
        STRIP_OFFSETS,
        STRIP_BYTE_COUNTS,
        X_RESOLUTION,
        Y_RESOLUTION,
        305,
        306,
        315,
        316,
        COLOR_MAP,
        TILE_OFFSETS,
        ImageJMetadata.COUNTS,
        ImageJMetadata.DATA
    };

    /**
     * A page, as its directory describes it.
     *
     * @param offset of its directory
     * @param reduced whether it says that it is a smaller version of another page
     */
    record Page(long offset, boolean reduced, long width, long height) {

        /** {@return whether both are of one size, and both or neither a smaller version} */
        boolean isOfSize(Page other) {
            return width == other.width && height == other.height && reduced == other.reduced;
        }

        boolean looksLikeThumbnailOf(Page other) {
            double widths = (double) other.width / width;
            double heights = (double) other.height / height;
            return Math.min(widths, heights) >= THUMBNAIL_FACTOR
                    && Math.abs(widths / heights - 1) < SAME_SHAPE;
        }
    }

    /**
     * Follows the directories from page to page.
     *
     * @param in the file, whose byte order is set by this
     * @throws IOException if there is no page, or the directories lead nowhere or back to each
     *     other; the message is one sentence that names the file
     */
    static TiffPages read(Path file, ImageInputStream in) throws IOException {
        try {
            in.seek(0);
            boolean little = in.readUnsignedByte() == 'I';
            in.setByteOrder(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            in.seek(2);
            boolean big = in.readUnsignedShort() == BIG;
            in.seek(big ? 8 : 4);
            long offset = big ? in.readLong() : in.readUnsignedInt();
            List<Page> pages = new ArrayList<>();
            Set<Long> seen = new HashSet<>();
            long described = 0;
            while (offset != 0 && (pages.isEmpty() || isDirectory(in, offset, big))) {
                if (!seen.add(offset)) {
                    throw new DamagedImageException(
                            file,
                            "is a damaged TIFF file: its directory of page "
                                    + pages.size()
                                    + " points back to an earlier one");
                }
                TiffDirectory page = new TiffDirectory(in, offset, big);
                requireInFile(file, page);
                described += page.bytes(STRIP_OFFSETS, STRIP_BYTE_COUNTS, TILE_OFFSETS);
                if (described > in.length()) {
                    throw new DamagedImageException(
                            file, "is a damaged TIFF file: its directories lie over each other");
                }
                pages.add(page(page, offset));
                offset = page.next();
                requireWhole(file, in, offset, big, pages.size() + 1);
            }
            if (pages.isEmpty()) {
                throw new DamagedImageException(file, "is a TIFF file without a page");
            }
            return new TiffPages(List.copyOf(pages), big, in.getByteOrder());
        } catch (EOFException e) {
            throw new UnsupportedImageException(
                    file, "is truncated, or no TIFF file: its directory lies outside the file");
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException | ArithmeticException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        }
    }

    private static Page page(TiffDirectory page, long offset) throws IOException {
        return new Page(
                offset,
                (page.value(NEW_SUBFILE_TYPE, 0) & REDUCED_IMAGE) != 0,
                page.value(WIDTH, 0),
                page.value(HEIGHT, 0));
    }

    /** After their last page some writers leave a link that leads nowhere. */
    private static boolean isDirectory(ImageInputStream in, long offset, boolean big)
            throws IOException {
        int begin = big ? Long.BYTES : Short.BYTES;
        if (offset < 0 || offset + begin > in.length()) {
            return false;
        }
        in.seek(offset);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        long most = (in.length() - offset - begin) / (big ? 20 : 12);
        return entries > 0 && entries <= most;
    }

    /** Else a stack whose end is missing would be a shorter one. */
    private static void requireWhole(
            Path file, ImageInputStream in, long offset, boolean big, int page) throws IOException {
        long end = in.length();
        // Writers that are stopped leave a link to the end, where they would go on
        boolean whole = offset <= end;
        if (offset > 0 && offset < end) {
            int begin = big ? Long.BYTES : Short.BYTES;
            in.seek(offset);
            long entries = offset + begin > end ? 1 : big ? in.readLong() : in.readUnsignedShort();
            // More are what a link finds that leads anywhere
            whole =
                    entries > MOST_USUAL_ENTRIES
                            || offset + begin + entries * (big ? 20 : 12) <= end;
        }
        if (!whole) {
            throw new DamagedImageException(
                    file,
                    "is truncated: the directory of its page "
                            + page
                            + " begins at byte "
                            + offset
                            + " of "
                            + end);
        }
    }

    /** What ImageJ's decoder makes room for before it reads. */
    private static void requireInFile(Path file, TiffDirectory page) throws IOException {
        for (int tag : ALLOCATED_BY_IMAGEJ) {
            if (!page.isInStream(tag)) {
                throw new DamagedImageException(
                        file,
                        "is truncated, or a damaged TIFF file: its tag "
                                + tag
                                + " lies outside the file");
            }
        }
        ImageJMetadata.require(file, page);
    }

    /** {@return the tags of a page, numbered from 0} */
    TiffDirectory directory(int number, ImageInputStream in) throws IOException {
        return new TiffDirectory(in, pages.get(number).offset(), big);
    }

    /**
     * {@return the numbers, from 0, of the pages that can be planes of one stack: of the same size
     * and kind of pixels}
     *
     * @param number of one of them
     * @param in the file, with its byte order set
     * @throws IOException if a directory cannot be read
     */
    List<Integer> ofKind(int number, ImageInputStream in) throws IOException {
        Page one = pages.get(number);
        TiffDirectory directory = directory(number, in);
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            if (i == number || page.isOfSize(one) && directory(i, in).isOfKind(directory)) {
                same.add(i);
            }
        }
        return List.copyOf(same);
    }

    /**
     * {@return whether uncompressed pages follow each other without gaps, which ImageJ takes for
     * granted where it has written a stack; who rewrites one may leave directories between them}
     *
     * @param numbers of the pages, from 0
     * @param in the file, with its byte order set
     * @throws IOException if a directory cannot be read
     */
    boolean areContiguous(Path file, List<Integer> numbers, ImageInputStream in)
            throws IOException {
        long next = -1;
        for (int number : numbers) {
            TiffLayout layout = TiffLayout.of(file, directory(number, in), true);
            long begin = layout.offsets()[0];
            if (layout.compression() != UNCOMPRESSED || next >= 0 && begin != next) {
                return false;
            }
            next = begin + layout.rowBytes() * layout.height();
        }
        return true;
    }

    /**
     * {@return the number, from 0, of the first page that does not say it is a smaller version of
     * another}
     *
     * @throws AmbiguousImageException if that looks like a thumbnail although it does not say so;
     *     the message is one sentence that names the file
     */
    int main(Path file) throws AmbiguousImageException {
        int main = 0;
        for (int i = 0; i < pages.size(); i++) {
            if (!pages.get(i).reduced) {
                main = i;
                break;
            }
        }
        Page chosen = pages.get(main);
        for (int i = main + 1; i < pages.size(); i++) {
            Page other = pages.get(i);
            if (chosen.looksLikeThumbnailOf(other)) {
                throw new AmbiguousImageException(
                        file,
                        "has a first page of "
                                + chosen.width
                                + " x "
                                + chosen.height
                                + " pixels that looks like a thumbnail of page "
                                + (i + 1)
                                + " with "
                                + other.width
                                + " x "
                                + other.height
                                + "; save the page that you mean as a file of its own");
            }
        }
        return main;
    }
}
