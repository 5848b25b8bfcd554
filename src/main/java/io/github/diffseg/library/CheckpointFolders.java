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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the programs that most users have keep their checkpoints. */
final class CheckpointFolders {

    private static final List<String> WEB_UIS =
            List.of(
                    "stable-diffusion-webui",
                    "stable-diffusion-webui-forge",
                    "Documents/stable-diffusion-webui",
                    "Documents/stable-diffusion-webui-forge");

    private static final List<String> COMFY_UIS =
            List.of(
                    "ComfyUI",
                    "Documents/ComfyUI",
                    "ComfyUI_windows_portable/ComfyUI",
                    "Documents/ComfyUI_windows_portable/ComfyUI");

    /** Of the file in which ComfyUI is told of other programs' folders. */
    private static final Pattern ENTRY =
            Pattern.compile("^\\s+(base_path|checkpoints):\\s*(.*?)\\s*(?:#.*)?$");

    private static final Pattern SECTION = Pattern.compile("^\\S.*:\\s*(?:#.*)?$");

    private CheckpointFolders() {}

    /**
     * {@return folders that are there, with the program that they belong to}
     *
     * @param home the user's own folder
     */
    static Map<Path, ModelOrigin> in(Path home) {
        Map<Path, ModelOrigin> folders = new LinkedHashMap<>();
        for (String name : WEB_UIS) {
            put(folders, home.resolve(name).resolve("models/Stable-diffusion"), ModelOrigin.WEB_UI);
        }
        for (String name : COMFY_UIS) {
            Path program = home.resolve(name);
            put(folders, program.resolve("models/checkpoints"), ModelOrigin.COMFY_UI);
            for (Path other : extraPaths(program)) {
                put(folders, other, ModelOrigin.COMFY_UI);
            }
        }
        return folders;
    }

    private static void put(Map<Path, ModelOrigin> folders, Path folder, ModelOrigin origin) {
        if (Files.isDirectory(folder)) {
            folders.putIfAbsent(folder.toAbsolutePath().normalize(), origin);
        }
    }

    /** The few keys that matter are single lines of a simple form, or lists of lines below one. */
    static List<Path> extraPaths(Path program) {
        Path file = program.resolve("extra_model_paths.yaml");
        List<Path> found = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return found;
        }
        Path base = program;
        boolean inList = false;
        for (String line : lines(file)) {
            Matcher entry = ENTRY.matcher(line);
            if (SECTION.matcher(line).matches()) {
                base = program;
                inList = false;
            } else if (entry.matches() && entry.group(1).equals("base_path")) {
                base = resolve(program, entry.group(2));
            } else if (entry.matches()) {
                inList = entry.group(2).equals("|");
                if (!inList) {
                    found.add(resolve(base, entry.group(2)));
                }
            } else if (inList && !line.contains(":") && !line.isBlank()) {
                found.add(resolve(base, line.strip()));
            } else {
                inList = false;
            }
        }
        return found;
    }

    private static Path resolve(Path base, String text) {
        try {
            return base.resolve(text.replaceAll("^[\"']|[\"']$", ""));
        } catch (InvalidPathException e) {
            // Of another system, or no path at all: that folder is not there
            return base.resolve("no-such-folder");
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        }
    }
}
