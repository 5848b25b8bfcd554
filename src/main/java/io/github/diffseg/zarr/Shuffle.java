package io.github.diffseg.zarr;

/** Puts the bytes or bits of elements back together that were sorted by their significance. */
final class Shuffle {

    private static final int GROUP = 8;

    private Shuffle() {}

    /**
     * {@return elements whose bytes stand together}
     *
     * @param sorted all first bytes, then all second ones and so on; what is left over stays
     * @param size of an element in bytes
     */
    static byte[] bytes(byte[] sorted, int size) {
        byte[] elements = new byte[sorted.length];
        int count = sorted.length / size;
        for (int part = 0; part < size; part++) {
            for (int i = 0, place = part; i < count; i++, place += size) {
                elements[place] = sorted[part * count + i];
            }
        }
        int rest = count * size;
        System.arraycopy(sorted, rest, elements, rest, sorted.length - rest);
        return elements;
    }

    /**
     * {@return elements whose bits stand together}
     *
     * @param sorted all lowest bits of the first bytes, then all second ones and so on; nothing is
     *     sorted where the number of elements cannot be divided by eight
     * @param size of an element in bytes
     */
    static byte[] bits(byte[] sorted, int size) {
        byte[] elements = new byte[sorted.length];
        int count = sorted.length / size;
        if (count % GROUP != 0) {
            return sorted;
        }
        int rowBytes = count / GROUP;
        for (int part = 0; part < size; part++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                int row = (part * Byte.SIZE + bit) * rowBytes;
                for (int i = 0; i < count; i++) {
                    int set = sorted[row + i / GROUP] >> i % GROUP & 1;
                    elements[i * size + part] |= (byte) (set << bit);
                }
            }
        }
        int rest = count * size;
        System.arraycopy(sorted, rest, elements, rest, sorted.length - rest);
        return elements;
    }
}
