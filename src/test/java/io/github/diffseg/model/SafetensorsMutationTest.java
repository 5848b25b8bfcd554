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

package io.github.diffseg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files are either read with every byte in reach or refused with a {@link ModelException};
 * nothing else may come out of the reader, and the JVM lives on.
 */
class SafetensorsMutationTest {

    private static final int FILES_PER_MUTATION = 200;
    private static final int LENGTH_BYTES = Long.BYTES;

    @TempDir Path folder;

    private int refused;
    private int read;

    /** What damages a file. */
    private interface Mutation {
        byte[] apply(byte[] file, int headerEnd, Random random);
    }

    @Test
    void flippedBitsInTheHeader() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        file[random.nextInt(headerEnd)] ^= (byte) (1 << random.nextInt(8));
                    }
                    return file;
                });
        assertTrue(refused > FILES_PER_MUTATION / 2, "refused " + refused);
    }

    @Test
    void flippedBitsInTheDataCannotBeSeen() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    int position = headerEnd + random.nextInt(file.length - headerEnd);
                    file[position] ^= (byte) (1 << random.nextInt(8));
                    return file;
                });
        assertEquals(FILES_PER_MUTATION, read);
    }

    @Test
    void overwrittenBytes() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    byte[] noise = new byte[1 + random.nextInt(16)];
                    random.nextBytes(noise);
                    int position = random.nextInt(headerEnd - noise.length);
                    System.arraycopy(noise, 0, file, position, noise.length);
                    return file;
                });
        assertTrue(refused > FILES_PER_MUTATION / 2, "refused " + refused);
    }

    @Test
    void overwrittenDigits() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    int position;
                    do {
                        position = LENGTH_BYTES + random.nextInt(headerEnd - LENGTH_BYTES);
                    } while (!Character.isDigit(file[position]));
                    file[position] = (byte) "0123456789-.eE,".charAt(random.nextInt(15));
                    return file;
                });
        assertTrue(refused > FILES_PER_MUTATION / 4, "refused " + refused);
    }

    @Test
    void truncations() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    int limit = random.nextBoolean() ? file.length : headerEnd;
                    return Arrays.copyOf(file, random.nextInt(limit));
                });
        assertEquals(FILES_PER_MUTATION, refused);
    }

    @Test
    void insertions() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    int count = 1 + random.nextInt(8);
                    int position = random.nextInt(file.length);
                    byte[] longer = Arrays.copyOf(file, file.length + count);
                    System.arraycopy(
                            file, position, longer, position + count, file.length - position);
                    return longer;
                });
        assertEquals(FILES_PER_MUTATION, refused);
    }

    @Test
    void editedHeaderLengths() throws IOException {
        mutate(
                (file, headerEnd, random) -> {
                    long length =
                            switch (random.nextInt(4)) {
                                case 0 -> random.nextLong();
                                case 1 -> random.nextInt();
                                case 2 -> random.nextInt(file.length);
                                default -> headerEnd - LENGTH_BYTES + 1 + random.nextInt(9);
                            };
                    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
                    return file;
                });
        assertTrue(refused > FILES_PER_MUTATION * 9 / 10, "refused " + refused);
    }

    private void mutate(Mutation mutation) throws IOException {
        Path source = Fixtures.model("sd1").resolve("vae/diffusion_pytorch_model.safetensors");
        byte[] whole = Files.readAllBytes(source);
        int headerEnd =
                LENGTH_BYTES
                        + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Path target = folder.resolve("mutated.safetensors");
        for (int seed = 0; seed < FILES_PER_MUTATION; seed++) {
            Files.write(target, mutation.apply(whole.clone(), headerEnd, new Random(seed)));
            readOrRefuse(target, seed);
        }
        assertEquals(FILES_PER_MUTATION, read + refused);
    }

    private void readOrRefuse(Path file, int seed) throws IOException {
        try (SafetensorsFile store = SafetensorsFile.open(file)) {
            long covered = 0;
            for (String name : store.names()) {
                covered += touchEveryByte(store, name);
            }
            assertTrue(covered < Files.size(file));
            read++;
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            refused++;
        } catch (RuntimeException | Error e) {
            fail("Seed " + seed + " brought out " + e, e);
        }
    }

    private static long touchEveryByte(SafetensorsFile store, String name) {
        TensorInfo info = store.info(name);
        ByteBuffer bytes = store.rawBytes(name);
        assertEquals(info.type().bytes(info.elements()), bytes.remaining());
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy.length;
    }
}
