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

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The EXIF data of JPEG and PNG files, of which the orientation alone is read. */
final class ExifData {

    private static final int JPEG_SEGMENT = 0xff;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP_1 = 0xe1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_END = 0x49454e44;
    private static final int MOST_BYTES = 1 << 16;

    private ExifData() {}

    /**
     * {@return how a picture is turned; as stored if it has no EXIF data, or none that can be read}
     *
     * @param file JPEG or PNG
     * @throws IOException if the file cannot be read
     */
    static Orientation orientation(Path file) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            byte[] exif = in.readUnsignedByte() == JPEG_SEGMENT ? ofJpeg(in) : ofPng(in);
            return exif.length == 0 ? Orientation.AS_STORED : orientation(exif);
        } catch (EOFException e) {
            // The pixels' reader tells what is missing
            return Orientation.AS_STORED;
        }
    }

    private static Orientation orientation(byte[] exif) {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(exif))) {
            in.setByteOrder(
                    in.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            in.seek(4);
            return Orientation.of(new TiffDirectory(in, in.readUnsignedInt()));
        } catch (IOException e) {
            // Viewers, too, show what has damaged EXIF data as it is stored
            return Orientation.AS_STORED;
        }
    }

    private static byte[] ofJpeg(ImageInputStream in) throws IOException {
        if (in.readUnsignedByte() != START_OF_IMAGE) {
            return new byte[0];
        }
        while (true) {
            int marker = in.readUnsignedByte();
            while (marker == JPEG_SEGMENT) {
                marker = in.readUnsignedByte();
            }
            if (marker == START_OF_SCAN || marker == 0) {
                return new byte[0];
            }
            int length = in.readUnsignedShort() - 2;
            long next = in.getStreamPosition() + Math.max(0, length);
            if (marker == APP_1 && length > EXIF.length) {
                byte[] begin = new byte[EXIF.length];
                in.readFully(begin);
                if (Arrays.equals(begin, EXIF)) {
                    return read(in, length - EXIF.length);
                }
            }
            in.seek(next);
        }
    }

    private static byte[] ofPng(ImageInputStream in) throws IOException {
        in.seek(PNG_SIGNATURE_BYTES);
        while (true) {
            long length = in.readUnsignedInt();
            int kind = in.readInt();
            if (kind == PNG_EXIF && length <= MOST_BYTES) {
                return read(in, (int) length);
            }
            if (kind == PNG_END) {
                return new byte[0];
            }
            in.seek(in.getStreamPosition() + length + 4);
        }
    }

    private static byte[] read(ImageInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
