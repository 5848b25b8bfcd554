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

package io.github.diffseg.library;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Under which licence an installed model is, as far as its files or the catalogue say it. */
public final class ModelLicence {

    private static final String CARD = "README.md";
    private static final String KEY = "license:";
    private static final String BORDER = "---";

    private ModelLicence() {}

    /**
     * {@return the licence that was agreed to when it was loaded, that of the catalogue, or the one
     * that its card names; empty if none says it}
     *
     * @param place a model
     * @throws UserException if a file cannot be read
     */
    public static Optional<String> of(ModelPlace place) {
        Optional<Path> folder = place.path().filter(Files::isDirectory);
        return folder.flatMap(Receipt::in)
                .flatMap(Receipt::licence)
                .or(
                        () ->
                                place.repository()
                                        .or(() -> Optional.of(place.name()))
                                        .flatMap(Catalogue::find)
                                        .flatMap(CatalogueModel::licence))
                .or(() -> folder.flatMap(ModelLicence::ofCard));
    }

    /** The head of a card is some lines of "key: value" between two borders. */
    private static Optional<String> ofCard(Path folder) {
        Path card = folder.resolve(CARD);
        if (!Files.isRegularFile(card)) {
            return Optional.empty();
        }
        try (BufferedReader lines = Files.newBufferedReader(card, StandardCharsets.ISO_8859_1)) {
            if (!BORDER.equals(lines.readLine())) {
                return Optional.empty();
            }
            for (String line = lines.readLine();
                    line != null && !line.equals(BORDER);
                    line = lines.readLine()) {
                if (line.startsWith(KEY)) {
                    return Optional.of(line.substring(KEY.length()).strip())
                            .filter(text -> !text.isEmpty());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UserException(card + " cannot be read: " + FileReason.of(e), e);
        }
    }
}
