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

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTaskTest {

    private static final Recipe RECIPE =
            new Recipe("1", "M", "ab", Map.of(), "cpu", Set.of(Export.LABELS));

    @TempDir private Path folder;
    private InputFile file;

    @BeforeEach
    void writeImage() throws IOException {
        Path path = TestImages.write(folder.resolve("in/sub/a.png"), 1);
        file = new InputFile(path, "sub/a.png", "sub/a", "sub/a.txt");
    }

    @Test
    void errorsAreTheImagesFailureNotTheBatches() {
        ManifestEntry entry =
                entry(
                        path -> {
                            throw new StackOverflowError();
                        });
        assertEquals("java.lang.StackOverflowError", entry.reason());
        assertEquals("sub/a.png", entry.file());
        assertEquals(folder.resolve("in").toString(), entry.input());
        assertEquals(List.of(), entry.files());
    }

    @Test
    void fileThatIsWrittenMeanwhileIsRefused() {
        ManifestEntry entry =
                entry(
                        path -> {
                            Files.setLastModifiedTime(path, FileTime.fromMillis(1000));
                            return IJ.createImage("a", 64, 48, 1, 8);
                        });
        assertEquals("the file was changed while it was read", entry.reason());
    }

    /** The manifest's line has no place for them, and whoever mends the fault needs them. */
    @Test
    void stacksOfFaultsAreLoggedThoseOfReasonsAreNot() {
        IllegalStateException fault = new IllegalStateException("x");
        List<Throwable> logged = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        logged.add(line.getThrown());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger(ImageTask.class.getName());
        logger.addHandler(handler);
        try {
            entry(
                    path -> {
                        throw new IOException("cut short");
                    });
            entry(
                    path -> {
                        throw fault;
                    });
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(List.of(fault), logged);
    }

    private ManifestEntry entry(ImageTask.Opener opener) {
        ImageTask task = new ImageTask(file, RECIPE, opener);
        task.read();
        return task.write(folder.resolve("out"));
    }
}
