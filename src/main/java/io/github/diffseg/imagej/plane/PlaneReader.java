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

package io.github.diffseg.imagej.plane;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.FileVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads single planes of a stack, whatever becomes of the image: of one in memory it holds the
 * pixels, as the image does, of a virtual one the way to them.
 */
final class PlaneReader {

    private final String title;
    private final ImageStack planes;
    private final int channels;
    private final int slices;
    private final int frames;

    /** Of the files behind a virtual stack, as far as they were read. */
    private final Map<Path, FileVersion> versions = new HashMap<>();

    PlaneReader(ImagePlus image) {
        title = image.getTitle();
        channels = image.getNChannels();
        slices = image.getNSlices();
        frames = image.getNFrames();
        ImageStack stack = image.getStack();
        planes = stack.isVirtual() ? stack : samePixels(stack);
    }

    /** ImageJ takes the pixels out of a stack whose window is closed. */
    private static ImageStack samePixels(ImageStack stack) {
        ImageStack same = new ImageStack(stack.getWidth(), stack.getHeight());
        for (int i = 1; i <= stack.size(); i++) {
            same.addSlice(stack.getSliceLabel(i), stack.getPixels(i));
        }
        return same;
    }

    /**
     * {@return the plane; to be looked at or copied before the next is read}
     *
     * @throws UserException if it cannot be read
     */
    ImageProcessor read(int c, int z, int t) {
        int index = index(c, z, t);
        FileVersion before = version(index);
        ImageProcessor plane;
        try {
            plane = planes.getProcessor(index);
        } catch (RuntimeException e) {
            throw new UserException("it cannot be read" + reason(e), e);
        }
        // ImageJ shows a plane that it could not read as one of zeros
        if (plane == null || !version(index).equals(before) || isOfAnotherSize(plane)) {
            throw new UserException("it cannot be read; its file has changed");
        }
        return plane;
    }

    /** What a virtual stack of another plugin says, without names of Java. */
    private static String reason(RuntimeException e) {
        Throwable first = e;
        // The message of what only wraps another failure is that one's class and message
        while (first.getCause() != null && first.getCause().toString().equals(first.getMessage())) {
            first = first.getCause();
        }
        if (first instanceof IOException failure) {
            return ": " + FileReason.of(failure);
        }
        String message = first.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }

    private boolean isOfAnotherSize(ImageProcessor plane) {
        return plane.getWidth() != planes.getWidth() || plane.getHeight() != planes.getHeight();
    }

    /**
     * Of the file that a plane of a virtual stack is in; unknown of other planes.
     *
     * @throws UserException if it is gone, or another one than when a plane of it was read before
     */
    private FileVersion version(int index) {
        if (!(planes instanceof VirtualStack files)
                || files.getDirectory() == null
                || files.getFileName(index) == null) {
            return FileVersion.UNKNOWN;
        }
        Path file = Path.of(files.getDirectory(), files.getFileName(index));
        try {
            FileVersion now = FileVersion.of(file);
            FileVersion before = versions.putIfAbsent(file, now);
            if (before != null && !before.equals(now)) {
                throw new UserException("its file " + file + " has changed");
            }
            return now;
        } catch (IOException e) {
            throw new UserException("its file " + file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    /** From 1. */
    int index(int c, int z, int t) {
        return ((t - 1) * slices + z - 1) * channels + c;
    }

    String label(int c, int z, int t) {
        return planes.getSliceLabel(index(c, z, t));
    }

    String title() {
        return title;
    }

    int size() {
        return planes.size();
    }

    int channels() {
        return channels;
    }

    int slices() {
        return slices;
    }

    int frames() {
        return frames;
    }
}
