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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was loaded, from where, under which licence, and with which hashes: lies in the model's
 * folder, so that it travels with it.
 */
final class Receipt {

    private static final Logger LOG = System.getLogger(Receipt.class.getName());

    /** The file's name in a model's folder. */
    static final String FILE = "diffseg-download.json";

    private String repository;
    private String commit;
    private String licence;
    private Map<String, Loaded> files = new LinkedHashMap<>();

    /**
     * One file.
     *
     * @param size in bytes
     * @param hash its {@link io.github.diffseg.download.ContentHash}, hexadecimal
     */
    record Loaded(long size, String hash) {}

    /** For Gson. */
    Receipt() {}

    Receipt(String repository, String commit, String licence) {
        this.repository = repository;
        this.commit = commit;
        this.licence = licence;
    }

    /** None if it is damaged: the model can be used without, and is told as not checked. */
    static Optional<Receipt> in(Path folder) {
        try {
            return JsonFile.read(folder.resolve(FILE), Receipt.class);
        } catch (UserException e) {
            LOG.log(Level.WARNING, e.getMessage());
            return Optional.empty();
        }
    }

    void write(Path folder) {
        JsonFile.write(folder.resolve(FILE), this);
    }

    void add(String file, long size, String hash) {
        files.put(file, new Loaded(size, hash));
    }

    Optional<String> repository() {
        return Optional.ofNullable(repository);
    }

    String commit() {
        return commit;
    }

    Optional<String> licence() {
        return Optional.ofNullable(licence);
    }

    Map<String, Loaded> files() {
        return files == null ? Map.of() : files;
    }
}
