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

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a TIFF file in their order, each with its channels; a page is read when one of its
 * planes is asked for.
 */
final class TiffPageStack extends VirtualStack {

    /** Reads pages. */
    @FunctionalInterface
    interface Reader {
        /**
         * {@return what a page shows}
         *
         * @param number of the page, from 0
         * @throws IOException if it cannot be read; the message is one sentence that names the file
         */
        ImagePlus read(int number) throws IOException;
    }

    private final Path file;
    private final Reader reader;
    private final List<Integer> numbers;
    private final int channels;
    private final Map<Integer, String> labels = new HashMap<>();

    /** The channels of a page are asked for one after another. */
    private int lastPage = -1;

    private ImagePlus last;

    /**
     * Prepares to read pages.
     *
     * @param numbers of the pages, from 0, all of one size and kind
     * @param first what the first of them shows
     */
    TiffPageStack(Path file, Reader reader, List<Integer> numbers, ImagePlus first) {
        super(first.getWidth(), first.getHeight(), numbers.size() * first.getStackSize());
        this.file = file.toAbsolutePath();
        this.reader = reader;
        this.numbers = numbers;
        channels = first.getStackSize();
        setBitDepth(first.getBitDepth());
    }

    /**
     * {@return a plane, read now unless it is of the page that was read last; the caller's own}
     *
     * @param n from 1
     * @throws UncheckedIOException if it cannot be read; the message is one sentence that names the
     *     file
     */
    @Override
    public synchronized ImageProcessor getProcessor(int n) {
        int page = (n - 1) / channels;
        if (page != lastPage) {
            last = read(numbers.get(page));
            lastPage = page;
        }
        return last.getStack().getProcessor((n - 1) % channels + 1).duplicate();
    }

    private ImagePlus read(int number) {
        try {
            return reader.read(number);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(new IOException("There is no file " + file, e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getDirectory() {
        return file.getParent().toString();
    }

    @Override
    public String getFileName(int n) {
        return file.getFileName().toString();
    }

    @Override
    public String getSliceLabel(int n) {
        return labels.get(n);
    }

    @Override
    public void setSliceLabel(String label, int n) {
        labels.put(n, label);
    }
}
