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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the user has told about his models: the content of one small file. */
final class UserModels {

    /** The file's name in the user's settings. */
    static final String FILE = "models.json";

    private String preferred;
    private List<String> added = new ArrayList<>();

    /** An empty one. */
    UserModels() {}

    static UserModels read(Path file) {
        return JsonFile.read(file, UserModels.class).orElseGet(UserModels::new);
    }

    void write(Path file) {
        JsonFile.write(file, this);
    }

    /** The name of the model that dialogs offer first, or null. */
    String preferred() {
        return preferred;
    }

    void prefer(String name) {
        preferred = name;
    }

    List<Path> added() {
        return added == null ? List.of() : added.stream().map(Path::of).toList();
    }

    /** Whether it was not there before. */
    boolean add(Path path) {
        List<String> more = new ArrayList<>(added == null ? List.of() : added);
        if (more.contains(path.toString())) {
            return false;
        }
        more.add(path.toString());
        added = more;
        return true;
    }

    /** Whether it was there. */
    boolean remove(Path path) {
        List<String> less = new ArrayList<>(added == null ? List.of() : added);
        boolean removed = less.remove(path.toString());
        added = less;
        return removed;
    }
}
