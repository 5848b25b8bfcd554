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

package io.github.diffseg.cli;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.util.concurrent.atomic.AtomicReference;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class ModelOpeningTest {

    @Test
    void closesWhatItHasOpened() {
        AtomicReference<DiffSeg> opened = new AtomicReference<>();
        try (ModelOpening opening =
                ModelOpening.begin(
                        () -> {
                            opened.set(
                                    DiffSeg.open(
                                            EmbeddedModel.folder(),
                                            ComputeDevice.CPU,
                                            Progress.NONE));
                            return opened.get();
                        })) {
            DiffSeg model = opening.model();
            assertSame(opened.get(), model);
        }
        Settings settings =
                SettingsRequest.ALL_RECOMMENDED.resolve(EmbeddedModel.folder().recommendation());
        assertThrows(
                IllegalStateException.class,
                () ->
                        opened.get()
                                .attend(
                                        ArrayImgs.argbs(64, 64),
                                        settings.attention(),
                                        Progress.NONE));
    }

    @Test
    void throwsWhatOpeningThrew() {
        UserException refusal = new UserException("there is no such model");
        try (ModelOpening opening =
                ModelOpening.begin(
                        () -> {
                            throw refusal;
                        })) {
            assertSame(refusal, assertThrows(UserException.class, opening::model));
        }
        OutOfMemoryError full = new OutOfMemoryError();
        try (ModelOpening opening =
                ModelOpening.begin(
                        () -> {
                            throw full;
                        })) {
            assertSame(full, assertThrows(OutOfMemoryError.class, opening::model));
        }
    }
}
