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

package io.github.diffseg.engine.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {

    private static final int OTHER_USER = 61_234;

    @TempDir private Path temporary;

    @Test
    void aTemporaryFolderThatIsNotThereIsNamed() {
        Path missing = temporary.resolve("missing");
        String before = System.setProperty("java.io.tmpdir", missing.toString());
        try {
            UserException e = assertThrows(UserException.class, EngineFolder::prepare);
            assertEquals(
                    "The temporary folder "
                            + missing
                            + " (java.io.tmpdir) does not exist; make it, or name another with"
                            + " -Djava.io.tmpdir=FOLDER",
                    e.getMessage());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void thePrivateFolderIsClosedToOthersAndTheSameEachTime() throws IOException {
        Path folder = EngineFolder.privateFolder(temporary);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals(folder, EngineFolder.privateFolder(temporary));
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void aFolderThatOthersCanWriteToIsNotUsed() throws IOException {
        Path folder = EngineFolder.privateFolder(temporary);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(() -> EngineFolder.privateFolder(temporary), "no private folder of yours");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path folder = EngineFolder.privateFolder(temporary);
        Files.delete(folder);
        Files.createSymbolicLink(folder, Files.createDirectory(temporary.resolve("elsewhere")));
        assertRefused(() -> EngineFolder.privateFolder(temporary), "no private folder of yours");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void nativeCodeOfAnotherUserIsNotLoaded() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("cache/pytorch/lib"));
        Path library = Files.createFile(folder.resolve("libtorch.so"));
        int me = (Integer) Files.getAttribute(library, "unix:uid");
        Path pytorch = temporary.resolve("cache/pytorch");
        EngineFolder.requireOwn(pytorch, me);
        EngineFolder.requireOwn(temporary.resolve("not/there"), me);
        boolean root = me == 0;
        if (root) {
            // The system's own files are allowed, so there must be one of somebody else
            Files.setAttribute(library, "unix:uid", OTHER_USER);
        }
        assertRefused(
                () -> EngineFolder.requireOwn(pytorch, root ? me : me + 1),
                "belongs to another user");
    }

    private static void assertRefused(Runnable use, String reason) {
        UserException e = assertThrows(UserException.class, use::run);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains(EngineFolder.PROPERTY), "says what to do");
        assertEquals(1, e.getMessage().lines().count());
    }
}
