package io.github.diffseg.vocabulary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Features as text of four bytes each, little-endian float32 in Base64: exact, and on one line. */
final class CompactNumbers {

    private CompactNumbers() {}

    static String write(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static float[] read(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("Cut off: " + text.length() + " characters");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("A feature is " + value);
            }
        }
        return values;
    }
}
