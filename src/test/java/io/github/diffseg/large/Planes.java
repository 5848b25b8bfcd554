package io.github.diffseg.large;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/** Planes whose pixels are computed when they are asked for. */
final class Planes {

    private static final int SIDE = 512;

    private Planes() {}

    static RandomAccessibleInterval<UnsignedIntType> labels(
            long width, long height, LongBinaryOperator label) {
        CellGrid grid = new CellGrid(new long[] {width, height}, new int[] {SIDE, SIDE});
        Map<Long, Cell<IntArray>> kept =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, Cell<IntArray>> eldest) {
                        return size() > 8;
                    }
                };
        return new LazyCellImg<>(
                grid,
                new UnsignedIntType(),
                index -> {
                    synchronized (kept) {
                        return kept.computeIfAbsent(index, i -> cell(grid, i, label));
                    }
                });
    }

    private static Cell<IntArray> cell(CellGrid grid, long index, LongBinaryOperator label) {
        long[] min = new long[2];
        int[] size = new int[2];
        grid.getCellDimensions(index, min, size);
        int[] values = new int[size[0] * size[1]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) label.applyAsLong(min[0] + i % size[0], min[1] + i / size[0]);
        }
        return new Cell<>(size, min, new IntArray(values));
    }
}
