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

package io.github.diffseg.segment.touching;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.label.BilinearAxis;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.PixelAssignment;
import java.util.Arrays;

/**
 * Parts connected parts of segments into the objects that touch in them, such as nuclei. A hill is
 * an object: the height of a pixel is its distance from the border of its part, lowered where the
 * attention maps change ({@link NeighbourDivergence}) and where the picture looks like what lies
 * around the part ({@link ColourLikeness}).
 *
 * <p>A part is left whole unless the pieces are round: a ground between objects falls into pieces
 * that are bent around these, and so does a web of vessels.
 *
 * <p>Memory: some 50 bytes for each pixel.
 */
public final class TouchingObjects {

    /** Two hills are two if the saddle between them is below this share of the lower one. */
    static final double SADDLE_SHARE = 0.8;

    /** What smoothing and the least depth of a saddle are, in cells of the attention grid. */
    static final double BLUR = 0.25;

    /** What the strongest edge of attention in a part takes from the height. */
    static final double EDGE_WEIGHT = 0.25;

    /** What the colour of the surroundings takes from the height. */
    static final double COLOUR_WEIGHT = 0.5;

    /** A colour beyond the part's own lifts by so much at most. */
    static final double MOST_LIKE = 1.5;

    /** What pieces fill of their convex hulls, in the mean over the area; less leaves all whole. */
    static final double LEAST_FILL = 0.8;

    private final PixelAssignment parts;
    private final int width;
    private final int height;
    private final Progress progress;

    private TouchingObjects(PixelAssignment parts, int width, Progress progress) {
        this.parts = parts;
        this.width = width;
        this.height = parts.segmentOf().length / width;
        this.progress = progress;
    }

    /**
     * The attention grid's edges.
     *
     * @param values {@code [rows, columns]} of {@link NeighbourDivergence}
     */
    public record Edges(float[] values, int rows, int columns) {}

    /**
     * Splits segments into connected parts, and these into touching objects.
     *
     * @param segments not changed
     * @param edges of the attention
     * @param picture of the plane
     * @param progress told the step; asked often whether to stop
     * @return each object a segment, in the order of their first pixels
     */
    public static PixelAssignment split(
            PixelAssignment segments, Edges edges, GuideImage picture, Progress progress) {
        progress.report("Parting touching objects", 0);
        PixelAssignment parts = ConnectedComponents.split(segments, picture.width(), progress);
        return new TouchingObjects(parts, picture.width(), progress).split(edges, picture);
    }

    private PixelAssignment split(Edges edges, GuideImage picture) {
        double cell = Math.max((double) width / edges.columns(), (double) height / edges.rows());
        float[] heights = heights(edges, picture, cell);
        progress.report("Parting touching objects", 0.5);
        int[] hills =
                SignificantBasins.of(
                        heights, parts.segmentOf(), width, SADDLE_SHARE, BLUR * cell, progress);
        return numbered(hills, 2 * cell);
    }

    private float[] heights(Edges edges, GuideImage picture, double cell) {
        int[] partOf = parts.segmentOf();
        int count = parts.proposalOf().length;
        float[] heights =
                Smoothing.of(DistanceToOthers.of(partOf, width, progress), width, BLUR * cell);
        progress.checkCancelled();
        int reach = (int) Math.max(1, Math.round(cell));
        float[] likeness =
                Smoothing.of(ColourLikeness.of(picture, partOf, count, reach), width, BLUR * cell);
        progress.checkCancelled();
        float[] change = upsampled(edges);
        float[] strongest = new float[count];
        for (int pixel = 0; pixel < partOf.length; pixel++) {
            if (partOf[pixel] >= 0) {
                strongest[partOf[pixel]] = Math.max(strongest[partOf[pixel]], change[pixel]);
            }
        }
        for (int pixel = 0; pixel < heights.length; pixel++) {
            float most = partOf[pixel] < 0 ? 0 : strongest[partOf[pixel]];
            double edge = most > 0 ? change[pixel] / most : 0;
            double like = Math.max(0, Math.min(MOST_LIKE, likeness[pixel]));
            heights[pixel] *=
                    (float) ((1 - EDGE_WEIGHT * edge) * (1 - COLOUR_WEIGHT + COLOUR_WEIGHT * like));
        }
        return heights;
    }

    private float[] upsampled(Edges edges) {
        BilinearAxis rows = new BilinearAxis(edges.rows(), height);
        BilinearAxis columns = new BilinearAxis(edges.columns(), width);
        float[] pixels = new float[width * height];
        for (int y = 0; y < height; y++) {
            int row = rows.cellOf(y);
            int upper = row * edges.columns();
            int lower = rows.next(row) * edges.columns();
            float down = rows.nextWeight(y);
            for (int x = 0; x < width; x++) {
                int left = columns.cellOf(x);
                int right = columns.next(left);
                float across = columns.nextWeight(x);
                float[] values = edges.values();
                float top = values[upper + left] * (1 - across) + values[upper + right] * across;
                float foot = values[lower + left] * (1 - across) + values[lower + right] * across;
                pixels[y * width + x] = top * (1 - down) + foot * down;
            }
        }
        return pixels;
    }

    /** The hills as segments, but for parts whose hills are not round. */
    private PixelAssignment numbered(int[] hills, double radius) {
        int[] partOf = parts.segmentOf();
        int[] pieces = new int[hills.length];
        int[] pieceOfTop = new int[hills.length];
        Arrays.fill(pieceOfTop, -1);
        int[] partOfPiece = new int[hills.length];
        int count = 0;
        for (int pixel = 0; pixel < hills.length; pixel++) {
            if (partOf[pixel] < 0) {
                pieces[pixel] = partOf[pixel];
                continue;
            }
            int top = hills[pixel];
            if (pieceOfTop[top] < 0) {
                partOfPiece[count] = partOf[pixel];
                pieceOfTop[top] = count++;
            }
            pieces[pixel] = pieceOfTop[top];
        }
        boolean[] stays = staysWhole(pieces, partOfPiece, count, radius);
        int[] pieceOfPart = new int[stays.length];
        Arrays.fill(pieceOfPart, -1);
        int[] numbers = new int[count];
        int[] proposalOf = new int[count];
        int next = 0;
        for (int piece = 0; piece < count; piece++) {
            int part = partOfPiece[piece];
            if (stays[part] && pieceOfPart[part] >= 0) {
                numbers[piece] = pieceOfPart[part];
                continue;
            }
            pieceOfPart[part] = next;
            proposalOf[next] = parts.proposalOf()[part];
            numbers[piece] = next++;
        }
        for (int pixel = 0; pixel < pieces.length; pixel++) {
            pieces[pixel] = pieces[pixel] < 0 ? pieces[pixel] : numbers[pieces[pixel]];
        }
        return new PixelAssignment(pieces, Arrays.copyOf(proposalOf, next));
    }

    private boolean[] staysWhole(int[] pieces, int[] partOfPiece, int count, double radius) {
        int parts = this.parts.proposalOf().length;
        int[] areas = new int[count];
        for (int piece : pieces) {
            if (piece >= 0) {
                areas[piece]++;
            }
        }
        double[] fill = ConvexFill.of(pieces, width, count);
        double[] filled = new double[parts];
        long[] all = new long[parts];
        for (int piece = 0; piece < count; piece++) {
            filled[partOfPiece[piece]] += fill[piece] * areas[piece];
            all[partOfPiece[piece]] += areas[piece];
        }
        boolean[] bulging = BulgingParts.of(this.parts.segmentOf(), pieces, width, parts, radius);
        boolean[] stays = new boolean[parts];
        for (int part = 0; part < parts; part++) {
            stays[part] = !bulging[part] || filled[part] < LEAST_FILL * all[part];
        }
        return stays;
    }
}
