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

package io.github.diffseg.batch;

import io.github.diffseg.batch.ManifestEntry.Failure;
import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Results of earlier runs that give way to those of this one, so that no file has a mixture. One
 * that was changed since it was written, perhaps by a user who corrected it, is set aside.
 */
final class ReplacedResults {

    private static final String ASIDE = ".changed";

    private static final Failure BEGUN =
            new Failure(
                    FailedStep.WRITING, "its results were being made again when the batch ended");

    private final Manifest manifest;
    private final Path output;
    private final List<String> setAside = Collections.synchronizedList(new ArrayList<>());

    /**
     * Looks for results that this run replaces.
     *
     * @param manifest of earlier runs and this one
     * @param output folder of their results
     */
    ReplacedResults(Manifest manifest, Path output) {
        this.manifest = manifest;
        this.output = output;
    }

    /** {@return the names under which changed results are now, as paths below the output folder} */
    List<String> setAside() {
        return List.copyOf(setAside);
    }

    /** Takes back what the manifest says of that file, where it has results. */
    void begin(InputFile file) throws IOException {
        ManifestEntry earlier = manifest.last(file.name()).orElse(null);
        if (earlier == null) {
            return;
        }
        if (earlier.isDone()) {
            manifest.append(earlier.failing(BEGUN, earlier.results()));
            if (earlier.files().stream().anyMatch(name -> name.endsWith(Export.COCO.suffix()))) {
                Files.deleteIfExists(output.resolve(BatchSession.COCO_FILE));
            }
        }
        for (ResultFile result : earlier.results()) {
            setAsideIfChanged(result);
        }
    }

    /**
     * Deletes results that the manifest tells of and the new ones do not replace. Where it was the
     * writing that failed, those of before stay as they are.
     *
     * @return the entry; with a reason, if one of them cannot be deleted
     */
    ManifestEntry finish(ManifestEntry entry) {
        List<ResultFile> old =
                manifest.last(entry.file()).map(ManifestEntry::results).orElse(List.of());
        if (!entry.isDone() && entry.failure().step() == FailedStep.WRITING) {
            return entry.failing(entry.failure(), old);
        }
        Set<String> replaced = new HashSet<>(entry.files());
        for (ResultFile result : old) {
            if (!replaced.contains(result.name())) {
                try {
                    setAsideIfChanged(result);
                    Files.deleteIfExists(result.in(output));
                } catch (IOException e) {
                    return notDeleted(entry, old, result, FileReason.of(e));
                }
            }
        }
        return entry;
    }

    private ManifestEntry notDeleted(
            ManifestEntry entry, List<ResultFile> old, ResultFile result, String reason) {
        List<ResultFile> left = new ArrayList<>(entry.results());
        Set<String> names = new HashSet<>(entry.files());
        old.stream().filter(file -> names.add(file.name())).forEach(left::add);
        String told = "the old result " + output.resolve(result.name()) + " cannot be deleted: ";
        return entry.failing(new Failure(FailedStep.WRITING, told + reason), left);
    }

    private void setAsideIfChanged(ResultFile result) throws IOException {
        Path file = result.in(output);
        if (result.state(output) != ResultFile.State.CHANGED || Files.size(file) == 0) {
            return;
        }
        String name = result.name() + ASIDE;
        for (int i = 2; Files.exists(output.resolve(name)); i++) {
            name = result.name() + ASIDE + "-" + i;
        }
        Files.move(file, output.resolve(name));
        setAside.add(name);
    }
}
