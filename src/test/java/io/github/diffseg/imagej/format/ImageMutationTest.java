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

package io.github.diffseg.imagej.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some damaged image files; five thousand with {@code mvn test -Ddiffseg.tests=heavy
 * -Dtest=ImageMutationTest}, others than by default with {@code -Ddiffseg.stress.seed=SEED}.
 */
class ImageMutationTest {

    private static final int FEW = 25;
    private static final int MANY = 360;

    @TempDir private Path folder;

    static List<String> formats() {
        return ImageMutations.FORMATS;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFewDamagedFilesGiveAnImageOrASentence(String format)
            throws IOException, InterruptedException {
        run(format, FEW, 1);
    }

    @Tag("heavy")
    @ParameterizedTest
    @MethodSource("formats")
    void manyDamagedFilesGiveAnImageOrASentence(String format)
            throws IOException, InterruptedException {
        ImageMutations mutations = run(format, MANY, Long.getLong("diffseg.stress.seed", 2));
        System.out.printf(
                "%s: %d opened, %d refused%n", format, mutations.opened(), mutations.refused());
    }

    private ImageMutations run(String format, int files, long seed)
            throws IOException, InterruptedException {
        ImageMutations mutations = new ImageMutations(folder);
        mutations.run(format, files, seed);
        assertEquals(files, mutations.opened() + mutations.refused());
        assertTrue(mutations.refused() > files / 10, "refused " + mutations.refused());
        return mutations;
    }
}
