package io.github.diffseg.zarr;

import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;
import java.util.List;

/**
 * A picture in a Zarr or N5 file, in one or more resolutions.
 *
 * @param levels the finest first; at least one
 * @param axes of each level
 * @param looks of the channels, as far as the file says them
 * @param samples whether the values are bytes, which are shown as they are
 */
public record ZarrPicture(
        List<Level> levels, PictureAxes axes, List<ChannelLook> looks, boolean samples) {

    /**
     * One resolution.
     *
     * @param pixelWidth in the picture's unit
     * @param pixelHeight in the picture's unit
     */
    public record Level(ArrayMetadata array, double pixelWidth, double pixelHeight) {}

    /** {@return unit of the pixel sizes as the file writes it, such as micrometer; may be empty} */
    public String unit() {
        return axes.unit();
    }

    /** {@return how many slices it has} */
    public int slices() {
        return (int) axes.length("z", levels.get(0).array());
    }

    /** {@return how many frames it has} */
    public int frames() {
        return (int) axes.length("t", levels.get(0).array());
    }

    /**
     * {@return a plane of it}
     *
     * @param level from 0, the finest
     * @param slice from 0
     * @param frame from 0
     * @throws IOException if the level does not fit the axes; the message is one sentence that
     *     names it
     */
    public PlaneRegions plane(int level, int slice, int frame) throws IOException {
        ArrayMetadata array = levels.get(level).array();
        int nearest = (int) Math.min(slice, axes.length("z", array) - 1);
        return new ZarrPlane(new ChunkedArray(array), axes, nearest, frame);
    }
}
