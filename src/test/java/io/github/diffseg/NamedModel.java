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

package io.github.diffseg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** A small model with random weights whose vocabulary has some words. */
public final class NamedModel {

    /** The last has two tokens. */
    public static final String WORDS = "cell,vessel,nucleus";

    private NamedModel() {}

    /**
     * {@return a copy of the model's folder with that vocabulary}
     *
     * @param family of the fixtures
     * @param parent where the copy goes
     */
    public static Path of(String family, Path parent) {
        Path source = ModelFixture.of(family).path();
        Path copy = parent.resolve(family);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(source.relativize(file).toString()));
            }
            for (String tokenizer : new String[] {"tokenizer", "tokenizer_2"}) {
                if (Files.exists(copy.resolve(tokenizer))) {
                    Files.writeString(copy.resolve(tokenizer + "/vocab.json"), vocabulary());
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids 1 and on, in the order of the merges. */
    private static String vocabulary() {
        StringJoiner json = new StringJoiner(", ", "{", "}").add("\"!\": 0");
        int id = 1;
        for (String token :
                "ce cel cell</w> ve ves vess vesse vessel</w> nu nuc nucl nucle us</w>"
                        .split(" ")) {
            json.add("\"" + token + "\": " + id);
            id += 7;
        }
        return json.add("\"<|startoftext|>\": 398").add("\"<|endoftext|>\": 399").toString();
    }
}
