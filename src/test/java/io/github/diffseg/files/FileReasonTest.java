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

package io.github.diffseg.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileReasonTest {

    @Test
    void whatIsMissingDependsOnWhatIsDone() {
        assertEquals("the file does not exist", FileReason.of(new NoSuchFileException("a")));
        assertEquals(
                "the folder does not exist", FileReason.ofWriting(new NoSuchFileException("a")));
    }

    @Test
    void noReasonIsABareName() {
        Map<IOException, String> reasons =
                Map.of(
                        new AccessDeniedException("a"),
                        "access is denied",
                        new FileSystemLoopException("a"),
                        "is a link to a folder that contains it",
                        new FileAlreadyExistsException("a"),
                        "there is something of that name already",
                        new FileSystemException("a", null, "No space left on device"),
                        "No space left on device",
                        new MalformedInputException(1),
                        "it is no text in UTF-8",
                        new EOFException(),
                        "it ends too early",
                        new UnknownHostException("host"),
                        "the server host is not found",
                        new ConnectException("refused"),
                        "no connection (refused)",
                        new IOException("a sentence"),
                        "a sentence",
                        new IOException(),
                        "IOException");
        reasons.forEach(
                (e, reason) -> {
                    assertEquals(reason, FileReason.of(e));
                    assertEquals(reason, FileReason.ofWriting(e));
                });
    }
}
