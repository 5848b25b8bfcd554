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

package io.github.diffseg.large;

import io.github.diffseg.ChannelChoice;
import io.github.diffseg.Detail;
import io.github.diffseg.PixelSize;
import io.github.diffseg.PlaneRange;
import io.github.diffseg.PlaneSettings;
import io.github.diffseg.Settings;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.Address;
import io.github.diffseg.tile.LargePlane;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * A plane of a file, as it is shown, of which only the parts that are asked for are read.
 *
 * @param title the file's name
 * @param file that it is in
 * @param level of the file's resolutions, 0 is the finest
 * @param regions the samples of that level
 * @param looks of its channels, with ranges
 * @param pixelWidth of a pixel of the level, in the unit
 * @param pixelHeight of a pixel of the level, in the unit
 * @param unit of lengths, such as µm; {@code pixel} if nobody has said it
 * @param place slice and frame, from 0
 */
public record LargeImage(
        String title,
        PictureFile file,
        int level,
        PlaneRegions regions,
        List<ChannelLook> looks,
        double pixelWidth,
        double pixelHeight,
        String unit,
        Place place)
        implements Closeable {

    private static final String NO_UNIT = "pixel";

    /**
     * Which plane of a stack.
     *
     * @param slice from 0
     * @param frame from 0
     */
    public record Place(int slice, int frame) {}

    /**
     * Opens the plane and the level that settings ask for: of several resolutions the coarsest that
     * is not coarser than what the network looks at.
     *
     * @param address path or address of a TIFF file, or of a Zarr or N5 folder
     * @param settings of which detail, working size, slices, frames and channels count
     * @return the plane, to be closed by the caller
     * @throws UserException if the settings do not fit the file; the message is one sentence
     * @throws IOException if it cannot be read; the message is one sentence that names it
     */
    public static LargeImage open(Address address, Settings settings) throws IOException {
        PictureFile file = LargeFiles.open(address);
        try {
            return open(address.lastName(), file, settings);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * {@return whether a file is read in parts or not at all: it is no path, a folder, a BigTIFF,
     * or a TIFF that is too large for an ImageJ image or the memory}
     *
     * @param address path or address of a file or folder
     */
    public static boolean isNeeded(Address address) {
        return LargeFiles.areNeeded(address);
    }

    private static LargeImage open(String title, PictureFile file, Settings settings)
            throws IOException {
        PlaneSettings planes = settings.planes();
        Place place =
                new Place(
                        one("slices", planes.slices(), file.slices(), title),
                        one("frames", planes.frames(), file.frames(), title));
        PlaneRegions finest = file.plane(0, place.slice(), place.frame());
        planes.channels().requireIn(finest.channels(), title);
        int level = level(file, finest, place, settings);
        PlaneRegions regions =
                level == 0 ? finest : file.plane(level, place.slice(), place.frame());
        double across = finest.width() / (double) regions.width();
        double down = finest.height() / (double) regions.height();
        boolean known = file.pixelWidth() > 0 && file.pixelHeight() > 0;
        String unit = LengthUnit.shown(file.unit());
        List<ChannelLook> looks = chosen(file.looks(regions.channels()), planes.channels());
        return new LargeImage(
                title,
                file,
                level,
                regions,
                DisplayRanges.complete(looks, coarsest(file, finest, place), title),
                across * (known ? file.pixelWidth() : 1),
                down * (known ? file.pixelHeight() : 1),
                known && !unit.isEmpty() ? unit : NO_UNIT,
                place);
    }

    private static int one(String key, PlaneRange range, int count, String title) {
        int[] numbers = range.in(1, count, title);
        if (numbers.length != 1) {
            throw new UserException(
                    key
                            + " is \""
                            + range
                            + "\", but of \""
                            + title
                            + "\", which is read in parts, one plane is segmented at a time; give"
                            + " one number");
        }
        return numbers[0] - 1;
    }

    private static int level(PictureFile file, PlaneRegions finest, Place place, Settings settings)
            throws IOException {
        if (settings.detail().kind() == Detail.Kind.FULL || file.levels() == 1) {
            return 0;
        }
        PixelSize size =
                pixelSize(file.pixelWidth(), file.pixelHeight(), LengthUnit.shown(file.unit()));
        double side =
                settings.detail()
                        .networkPixel(
                                finest.width(),
                                finest.height(),
                                settings.attention().workingSize(),
                                size);
        int chosen = 0;
        for (int level = 1; level < file.levels(); level++) {
            PlaneRegions plane = file.plane(level, place.slice(), place.frame());
            if (finest.width() / (double) plane.width() <= side
                    && plane.channels() == finest.channels()) {
                chosen = level;
            }
        }
        return chosen;
    }

    private static PlaneRegions coarsest(PictureFile file, PlaneRegions finest, Place place)
            throws IOException {
        PlaneRegions plane = file.plane(file.levels() - 1, place.slice(), place.frame());
        return plane.channels() == finest.channels() ? plane : finest;
    }

    private static List<ChannelLook> chosen(List<ChannelLook> looks, ChannelChoice choice) {
        if (choice.isAsDisplayed()) {
            return looks;
        }
        List<Integer> numbers = choice.numbers();
        return java.util.stream.IntStream.range(0, looks.size())
                .mapToObj(
                        c -> {
                            int place = numbers.indexOf(c + 1);
                            ChannelLook look = looks.get(c);
                            return place < 0
                                    ? new ChannelLook(look.low(), look.high(), look.rgb(), false)
                                    : look.inPrimary(numbers.size() == 1 ? -1 : place);
                        })
                .toList();
    }

    private static PixelSize pixelSize(double width, double height, String unit) {
        boolean calibrated = width > 0 && height > 0 && !unit.isEmpty() && !unit.equals(NO_UNIT);
        return calibrated ? new PixelSize(Math.sqrt(width * height), unit) : PixelSize.UNKNOWN;
    }

    /** {@return columns} */
    public long width() {
        return regions.width();
    }

    /** {@return rows} */
    public long height() {
        return regions.height();
    }

    /** {@return its colours, read in parts when they are asked for} */
    public RandomAccessibleInterval<ARGBType> pixels() {
        return DisplayedRegions.image(regions, looks);
    }

    /** {@return what is segmented} */
    public LargePlane plane() {
        return new LargePlane(title, pixels(), pixelSize(pixelWidth, pixelHeight, unit));
    }

    @Override
    public void close() throws IOException {
        regions.close();
        file.close();
    }
}
