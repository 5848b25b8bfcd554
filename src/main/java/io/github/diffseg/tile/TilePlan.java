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

package io.github.diffseg.tile;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.SettingRange;
import java.io.Serializable;
import java.util.Optional;

/**
 * Where the tiles of a plane lie. Tiles are counted row by row from 0.
 *
 * <p>Labels are decided on a grid of squares of {@link #reduction} x {@code reduction} pixels, of
 * which the network sees no more than it has pixels of its own: where it looks at every tenth pixel
 * only, labels of each pixel would be ten times as many in memory and no more exact.
 */
public final class TilePlan implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The shortest side of a tile, in squares of the grid, where the plane has as many pixels. */
    private static final int LEAST_SIDE = 16;

    /** Of a plane: a square of the grid is an int wide, and the plane 64 of them or more. */
    private static final long LONGEST_SIDE = 1L << 36;

    /** The least length of tiles along a plane that is narrower. */
    private static final int LEAST_ALONG = 8;

    /** Of a pass over the whole, in pixels of the network that a tile has. */
    private static final double MOST_OF_WHOLE = 2;

    /** The longest side of a tile whose squares an array holds. */
    private static final int MOST = 1 << 15;

    private final long width;
    private final long height;
    private final int reduction;
    private final int shortSide;
    private final TileAxis columns;
    private final TileAxis rows;

    private TilePlan(
            long width,
            long height,
            int reduction,
            int shortSide,
            TileAxis columns,
            TileAxis rows) {
        this.width = width;
        this.height = height;
        this.reduction = reduction;
        this.shortSide = shortSide;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Plans tiles that the network sees at the working size, or at less where the plane is narrower
     * than a tile.
     *
     * @param width of the plane in pixels, at least 1
     * @param height of the plane in pixels, at least 1
     * @param workingSize the side of a tile in pixels of the network
     * @param networkPixel how many pixels of the plane one of the network is wide, above 0
     * @return the plan
     * @throws UserException if no tiles can be laid over the plane at this detail; the message is
     *     one sentence
     */
    public static TilePlan of(long width, long height, int workingSize, double networkPixel) {
        requireSides(width, height);
        long narrow = Math.min(width, height);
        int reduction =
                (int) Math.max(1, Math.min(Math.min(networkPixel, narrow / LEAST_SIDE), MOST));
        double perNetworkPixel = networkPixel / reduction;
        int side = (int) Math.max(1, Math.min(MOST, Math.round(workingSize * perNetworkPixel)));
        int shortSide = workingSize;
        long narrowGrid = ceilDivide(narrow, reduction);
        if (narrowGrid < side) {
            shortSide =
                    (int)
                            Math.max(
                                    SettingRange.WORKING_SIZE.least(),
                                    Math.min(
                                            workingSize, Math.round(narrowGrid / perNetworkPixel)));
            boolean fits = ceilDivide(Math.max(width, height), reduction) <= side;
            if (!fits || narrowGrid < LEAST_SIDE) {
                // No more pixels of the network than a square tile has
                double longest = (double) workingSize / shortSide * workingSize / shortSide;
                side =
                        (int)
                                Math.max(
                                        Math.max(narrowGrid, LEAST_ALONG),
                                        Math.min(side, (long) (narrowGrid * longest)));
            }
        }
        if (side < TileAxis.LEAST_TILE && ceilDivide(Math.max(width, height), reduction) > side) {
            throw new UserException(
                    "At this detail the "
                            + workingSize
                            + " pixels that the network sees of a tile are less than "
                            + TileAxis.LEAST_TILE
                            + " of the plane of "
                            + width
                            + " x "
                            + height
                            + " pixels; choose a coarser detail, or a larger working size");
        }
        TileAxis columns = TileAxis.of(ceilDivide(width, reduction), side);
        TileAxis rows = TileAxis.of(ceilDivide(height, reduction), side);
        TilePlan plan = new TilePlan(width, height, reduction, shortSide, columns, rows);
        if ((long) columns.count() * rows.count() > Integer.MAX_VALUE) {
            throw new UserException(
                    "A plane of "
                            + width
                            + " x "
                            + height
                            + " pixels has too many tiles; choose a coarser detail");
        }
        return plan;
    }

    /**
     * Plans one pass over the whole, of about as many pixels of the network as a tile has.
     *
     * @param width of the plane in pixels, at least 1
     * @param height of the plane in pixels, at least 1
     * @param workingSize the side of a square plane in pixels of the network
     * @param multiple of which the network's sides are
     * @return a plan of one tile; none if the plane is so elongated that one pass over it would be
     *     larger than over several tiles
     * @throws UserException if a side is too long; the message is one sentence
     */
    public static Optional<TilePlan> ofWhole(
            long width, long height, int workingSize, int multiple) {
        requireSides(width, height);
        long narrow = Math.min(width, height);
        double aspect = Math.max(width, height) / (double) narrow;
        int least = Math.max(multiple, (int) SettingRange.WORKING_SIZE.least());
        int shortSide =
                Math.max(least, (int) (workingSize / Math.sqrt(aspect)) / multiple * multiple);
        if (aspect * shortSide * shortSide > MOST_OF_WHOLE * workingSize * workingSize) {
            return Optional.empty();
        }
        int reduction = (int) Math.max(1, narrow / shortSide);
        TileAxis columns = oneTile(ceilDivide(width, reduction));
        TileAxis rows = oneTile(ceilDivide(height, reduction));
        return Optional.of(new TilePlan(width, height, reduction, shortSide, columns, rows));
    }

    private static void requireSides(long width, long height) {
        if (Math.max(width, height) > LONGEST_SIDE) {
            throw new UserException(
                    "A plane of "
                            + width
                            + " x "
                            + height
                            + " pixels is too large; sides of up to "
                            + LONGEST_SIDE
                            + " are segmented");
        }
    }

    private static TileAxis oneTile(long length) {
        return TileAxis.of(length, Math.toIntExact(length));
    }

    private static long ceilDivide(long length, int by) {
        return (length + by - 1) / by;
    }

    /** {@return of the plane in pixels} */
    public long width() {
        return width;
    }

    /** {@return of the plane in pixels} */
    public long height() {
        return height;
    }

    /** {@return the side of a square of the grid in pixels of the plane, at least 1} */
    public int reduction() {
        return reduction;
    }

    /** {@return columns of the grid: the plane's divided by the reduction, rounded up} */
    public long gridWidth() {
        return columns.length();
    }

    /** {@return rows of the grid: the plane's divided by the reduction, rounded up} */
    public long gridHeight() {
        return rows.length();
    }

    /** {@return the short side at which the network sees a tile, in its pixels} */
    public int shortSide() {
        return shortSide;
    }

    /** {@return the number of tiles} */
    public int size() {
        return columns.count() * rows.count();
    }

    /** {@return how many tiles lie beside each other} */
    public int columns() {
        return columns.count();
    }

    /** {@return how many tiles lie below each other} */
    public int rows() {
        return rows.count();
    }

    /**
     * {@return a tile}
     *
     * @param index from 0, row by row
     */
    public Tile tile(int index) {
        int column = index % columns.count();
        int row = index / columns.count();
        return new Tile(
                index,
                column,
                row,
                columns.start(column),
                rows.start(row),
                columns.tile(),
                rows.tile(),
                columns.coreStart(column),
                rows.coreStart(row),
                columns.coreStart(column + 1),
                rows.coreStart(row + 1));
    }

    /**
     * {@return the tile in whose core a square of the grid lies}
     *
     * @param x column of the grid
     * @param y row of the grid
     */
    public int tileAt(long x, long y) {
        return rows.tileAt(y) * columns.count() + columns.tileAt(x);
    }

    /** {@return what the network sees, in words, such as {@code 12 tiles of 512 x 512 pixels}} */
    public String describe() {
        return size()
                + (size() == 1 ? " tile of " : " tiles of ")
                + (long) columns.tile() * reduction
                + " x "
                + (long) rows.tile() * reduction
                + " pixels, short side "
                + shortSide;
    }

    /**
     * {@return where a tile lies, in words, such as {@code tile 3 of 12, 512 x 512 pixels at (384,
     * 0)}}
     *
     * @param index from 0
     */
    public String describe(int index) {
        Tile tile = tile(index);
        long left = tile.x() * reduction;
        long top = tile.y() * reduction;
        return "tile "
                + (index + 1)
                + " of "
                + size()
                + ", "
                + (Math.min(width, left + (long) tile.width() * reduction) - left)
                + " x "
                + (Math.min(height, top + (long) tile.height() * reduction) - top)
                + " pixels at ("
                + left
                + ", "
                + top
                + ")";
    }
}
