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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryChoiceTest {

    @TempDir private Path folder;

    private Path file;
    private LibraryChoice choice;

    @BeforeEach
    void prepare() {
        file = folder.resolve("cache/choice.txt");
        choice = new LibraryChoice(file, null);
    }

    @Test
    void aChoiceIsKeptAndForgotten() throws IOException {
        assertEquals(Optional.empty(), choice.library());
        Path lib = FakeTorch.python(folder.resolve("venv"), "2.7.1+cu126", "12.6");
        assertEquals(lib, choice.choose(folder.resolve("venv")).folder());
        assertEquals(lib, new LibraryChoice(file, null).library().orElseThrow().folder());
        choice.forget();
        assertEquals(Optional.empty(), choice.library());
        choice.forget();
    }

    @Test
    void whatDoesNotFitIsNotChosen() throws IOException {
        FakeTorch.python(folder.resolve("old"), "2.6.0", "12.4");
        String message = failure(() -> choice.choose(folder.resolve("old")));
        assertTrue(message.contains("2.6.0, and DiffSeg needs 2.7.1"), message);
        message = failure(() -> choice.choose(folder.resolve("nothing")));
        assertTrue(message.startsWith("There is no PyTorch in "), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void aChoiceThatWasReplacedIsRefusedNotLoaded() throws IOException {
        Path environment = folder.resolve("venv");
        FakeTorch.python(environment, "2.7.1+cu126", "12.6");
        choice.choose(environment);
        FakeTorch.python(environment, "2.8.0", "12.8");
        String message = failure(choice::library);
        assertTrue(message.contains("is 2.8.0, and DiffSeg needs 2.7.1"), message);
        assertTrue(message.endsWith("; it was chosen for DiffSeg"), message);
        Files.delete(
                environment
                        .resolve("lib/python3.12/site-packages/torch/lib")
                        .resolve(System.mapLibraryName("torch")));
        message = failure(choice::library);
        assertTrue(message.contains("There is no PyTorch in"), message);
        assertTrue(message.contains("choose again with DiffSeg PyTorch..."), message);
    }

    @Test
    void theVariableComesFirstAndIsCheckedToo() throws IOException {
        choice.choose(FakeTorch.python(folder.resolve("venv"), "2.7.1+cu126", "12.6"));
        Path own = FakeTorch.libtorch(folder.resolve("libtorch"), "2.7.1+cpu");
        String several = folder.resolve("none") + java.io.File.pathSeparator + own;
        assertEquals(own, new LibraryChoice(file, several).library().orElseThrow().folder());
        Path library = own.resolve(System.mapLibraryName("torch"));
        assertEquals(
                own, new LibraryChoice(file, library.toString()).library().orElseThrow().folder());
        Path wrong = FakeTorch.libtorch(folder.resolve("wrong"), "2.11.0+cu130");
        String message = failure(new LibraryChoice(file, wrong.toString())::library);
        assertTrue(message.contains("is 2.11.0+cu130, and DiffSeg needs 2.7.1"), message);
        assertTrue(message.endsWith("; it is named by PYTORCH_LIBRARY_PATH"), message);
        message = failure(new LibraryChoice(file, "/nowhere")::library);
        assertTrue(
                message.startsWith("PYTORCH_LIBRARY_PATH is /nowhere, where there is no"), message);
    }

    private static String failure(Supplier<?> work) {
        return assertThrows(UserException.class, work::get).getMessage();
    }
}
