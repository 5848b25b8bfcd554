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
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints whose header says something else than it did: names, numbers of layers, shapes. They
 * are opened and every tensor is read, or they are refused in a sentence that names the file.
 */
class CheckpointMutationTest {

    private static final int FILES = 40;

    @TempDir Path folder;

    private int refused;
    private int opened;

    private interface Mutation {
        void apply(byte[] header, Random random);
    }

    @Test
    void changedDigits() throws IOException {
        mutate(
                "sd2",
                (header, random) -> {
                    int position;
                    do {
                        position = random.nextInt(header.length);
                    } while (!Character.isDigit(header[position]));
                    header[position] = (byte) ('0' + random.nextInt(10));
                });
    }

    @Test
    void changedLetters() throws IOException {
        mutate(
                "sdxl-text",
                (header, random) -> {
                    int position;
                    do {
                        position = random.nextInt(header.length);
                    } while (!Character.isLetter(header[position]));
                    header[position] = (byte) ('a' + random.nextInt(26));
                });
    }

    /** Each changes what a layer is, everywhere. */
    @Test
    void changedModules() throws IOException {
        String[] modules = {
            "input_blocks.",
            "output_blocks.",
            "in_layers",
            "transformer_blocks.",
            "attn2",
            "middle_block",
            ".op.",
            "to_k",
            "block",
            "resblocks",
            "label_emb",
            "attn_1",
            "conv_in"
        };
        mutate(
                "sdxl-text",
                (header, random) -> {
                    String text = new String(header, StandardCharsets.ISO_8859_1);
                    String module = modules[random.nextInt(modules.length)];
                    char[] other = module.toCharArray();
                    other[random.nextInt(other.length)] = "0129.x".charAt(random.nextInt(6));
                    byte[] changed =
                            text.replace(module, new String(other))
                                    .getBytes(StandardCharsets.ISO_8859_1);
                    System.arraycopy(changed, 0, header, 0, header.length);
                });
        assertTrue(refused > FILES / 2, "refused " + refused);
    }

    private void mutate(String name, Mutation mutation) throws IOException {
        byte[] whole = Files.readAllBytes(CheckpointFixture.file(name));
        int length = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = new byte[length];
        Path target = Files.write(folder.resolve("a.safetensors"), whole);
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (int seed = 0; seed < FILES; seed++) {
                System.arraycopy(whole, Long.BYTES, header, 0, length);
                mutation.apply(header, new Random(seed));
                file.write(ByteBuffer.wrap(header), Long.BYTES);
                openOrRefuse(name, target, seed);
            }
        }
        assertEquals(FILES, opened + refused);
    }

    private void openOrRefuse(String name, Path file, int seed) {
        try {
            StoredModel model = CheckpointFixture.open(name, file);
            readAll(model.unet());
            readAll(model.vae());
            model.textEncoders().forEach(encoder -> readAll(encoder.network()));
            model.textEncoders().forEach(StoredTextEncoder::emptyPromptTokens);
            opened++;
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            refused++;
        } catch (RuntimeException | Error e) {
            fail("Seed " + seed + " brought out " + e, e);
        }
    }

    private static void readAll(StoredNetwork network) {
        try (TensorStore store = network.open()) {
            for (String tensor : store.names()) {
                TensorInfo info = store.info(tensor);
                assertEquals(info.byteSize(), store.rawBytes(tensor).remaining());
            }
        }
    }
}
