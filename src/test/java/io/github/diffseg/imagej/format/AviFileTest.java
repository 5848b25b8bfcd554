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
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.AVI_Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AviFileTest {

    @TempDir private Path folder;

    private byte[] video() throws IOException {
        ImagePlus image = IJ.createImage("", "RGB ramp", 40, 30, 2);
        Path file = folder.resolve("video.avi");
        new AVI_Writer().writeImage(image, file.toString(), AVI_Writer.NO_COMPRESSION, 0);
        assertEquals(40, ImageFiles.open(file).getWidth());
        return Files.readAllBytes(file);
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("other.avi"), bytes);
        IOException e =
                assertThrows(IOException.class, () -> ImageFiles.open(file, Optional.empty()));
        return e.getMessage().substring(file.toString().length());
    }

    @Test
    void aCompressionThatImageJDoesNotKnowIsNamed() throws IOException {
        byte[] bytes = video();
        int format = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("strf");
        // After the sizes, the planes and the bits
        System.arraycopy("FFV1".getBytes(StandardCharsets.US_ASCII), 0, bytes, format + 24, 4);
        assertEquals(
                " is an AVI file that ImageJ cannot open (Unsupported compression: 31564646"
                        + " 'FFV1'); save it uncompressed or as Motion JPEG",
                refusal(bytes));
    }

    @Test
    void aFrameWithoutItsEndIsTold() throws IOException {
        byte[] bytes = video();
        int frame = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("00db");
        assertEquals(
                " is a damaged AVI file: the reader says \"Required item 'movi' not found\"",
                refusal(Arrays.copyOf(bytes, frame + 1000)));
    }
}
