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

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The first picture of a GIF file, at its place on the file's screen. */
final class GifPicture {

    private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
    private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";

    private final Path file;
    private final ImageReader reader;

    /**
     * Prepares to read the first picture.
     *
     * @param reader of the file, with its input set
     */
    GifPicture(Path file, ImageReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * {@return the screen with the picture on it: around it, if it is smaller, colour 0 of its
     * palette}
     *
     * @throws IOException if it cannot be read
     */
    BufferedImage read() throws IOException {
        NamedNodeMap place = node(reader.getImageMetadata(0), IMAGE_FORMAT, "ImageDescriptor");
        NamedNodeMap screen =
                node(reader.getStreamMetadata(), STREAM_FORMAT, "LogicalScreenDescriptor");
        int left = number(place, "imageLeftPosition");
        int top = number(place, "imageTopPosition");
        int width = number(screen, "logicalScreenWidth");
        int height = number(screen, "logicalScreenHeight");
        PixelLimits.require(
                file,
                Math.max(1, Math.max(width, left + reader.getWidth(0))),
                Math.max(1, Math.max(height, top + reader.getHeight(0))),
                1,
                1);
        BufferedImage picture = reader.read(0);
        boolean whole = left == 0 && top == 0;
        whole &= picture.getWidth() >= width && picture.getHeight() >= height;
        if (whole || !(picture.getColorModel() instanceof IndexColorModel palette)) {
            return picture;
        }
        BufferedImage all =
                new BufferedImage(
                        Math.max(width, left + picture.getWidth()),
                        Math.max(height, top + picture.getHeight()),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        eightBit(palette));
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRaster().getSamples(0, y, row.length, 1, 0, row);
            all.getRaster().setSamples(left, top + y, row.length, 1, 0, row);
        }
        return all;
    }

    private static IndexColorModel eightBit(IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    }

    private static NamedNodeMap node(IIOMetadata metadata, String format, String name) {
        NodeList children = metadata.getAsTree(format).getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child.getNodeName().equals(name)) {
                return child.getAttributes();
            }
        }
        throw new IllegalStateException("no " + name);
    }

    private static int number(NamedNodeMap attributes, String name) {
        return Integer.parseInt(attributes.getNamedItem(name).getNodeValue());
    }
}
