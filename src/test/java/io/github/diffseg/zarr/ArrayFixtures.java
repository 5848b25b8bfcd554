package io.github.diffseg.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Arrays that zarr-python 3.1.6 has written, as {@code arrays.py} beside them says. */
final class ArrayFixtures {

    static final int WIDTH = 83;
    static final int HEIGHT = 70;

    private ArrayFixtures() {}

    static Path unpack(Path folder) throws IOException {
        try (InputStream in = ArrayFixtures.class.getResourceAsStream("/zarr/arrays.zip");
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
        return folder;
    }

    /** What the arrays hold, as the script computes it. */
    static float value(int channel, int x, int y, ElementType type) {
        int value = (x * 3 + y * 7 + channel * 50 + x * y / 5) % 251;
        return switch (type.kind()) {
            case FLOAT -> value / 4f - 10;
            case SIGNED -> type.bytes() == 1 ? (byte) (value - 100) : value - 100;
            case UNSIGNED -> type.bytes() > 1 ? value * 200 : value;
        };
    }
}
