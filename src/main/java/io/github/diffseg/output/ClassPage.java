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

package io.github.diffseg.output;

import io.github.diffseg.vocabulary.SegmentClass;
import io.github.diffseg.vocabulary.Vocabulary;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that shows typical segments of each class of a vocabulary. */
public final class ClassPage {

    /** How many segments of a class are shown. */
    public static final int EXAMPLES = 8;

    private static final int MARGIN = 36;
    private static final int GAP = 12;
    private static final int HEAD = 84;
    private static final int CLASS_HEAD = 44;
    private static final int CAPTION = 20;
    private static final int FOOT = 44;
    private static final int WIDTH =
            2 * MARGIN + EXAMPLES * ClassThumbnail.SIDE + (EXAMPLES - 1) * GAP;
    private static final int CLASS_HEIGHT = CLASS_HEAD + ClassThumbnail.SIDE + CAPTION + 20;
    private static final Color INK = new Color(0x222222);
    private static final Color GREY = new Color(0x6b6b6b);
    private static final Color LINE = new Color(0xdddddd);

    private ClassPage() {}

    /**
     * A segment of a class.
     *
     * @param picture a {@link ClassThumbnail}
     * @param image that it is of, by name
     */
    public record Example(BufferedImage picture, String image) {}

    /**
     * How often a class occurs here.
     *
     * @param segments of the class
     * @param images with such a segment
     * @param pixels of the segments
     */
    public record Occurrence(int segments, int images, long pixels) {}

    /**
     * Draws the page.
     *
     * @param vocabulary of the classes
     * @param images how many images there are
     * @param occurrences by number of the class
     * @param examples by number of the class, at most {@value #EXAMPLES} each
     */
    public static BufferedImage of(
            Vocabulary vocabulary,
            int images,
            Map<Integer, Occurrence> occurrences,
            Map<Integer, List<Example>> examples) {
        int height = HEAD + vocabulary.classes().size() * CLASS_HEIGHT + FOOT;
        BufferedImage page = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        int count = vocabulary.classes().size();
        text(
                graphics,
                Font.BOLD,
                22,
                INK,
                MARGIN,
                44,
                plural(count, "class", "classes")
                        + " of segments in "
                        + plural(images, "image", "images"));
        text(graphics, Font.PLAIN, 13, GREY, MARGIN, 66, made(vocabulary));
        long total = occurrences.values().stream().mapToLong(Occurrence::pixels).sum();
        int top = HEAD;
        for (SegmentClass c : vocabulary.classes()) {
            draw(graphics, c, top, total, occurrences.get(c.number()), examples.get(c.number()));
            top += CLASS_HEIGHT;
        }
        text(
                graphics,
                Font.PLAIN,
                13,
                GREY,
                MARGIN,
                height - 18,
                "Names and colours are in vocabulary.json: change them there, and run the batch"
                        + " again.");
        graphics.dispose();
        return page;
    }

    private static String made(Vocabulary vocabulary) {
        String chosen =
                Double.isNaN(vocabulary.silhouette())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", number chosen by silhouette (%.2f)",
                                vocabulary.silhouette());
        return "Model "
                + vocabulary.conditions().model()
                + ", working size "
                + vocabulary.conditions().settings().get("working_size")
                + " px"
                + chosen
                + "; the most typical segments first";
    }

    private static void draw(
            Graphics2D graphics,
            SegmentClass c,
            int top,
            long total,
            Occurrence occurrence,
            List<Example> examples) {
        graphics.setColor(LINE);
        graphics.drawLine(MARGIN, top, WIDTH - MARGIN, top);
        graphics.setColor(new Color(c.rgb()));
        graphics.fillRoundRect(MARGIN, top + 12, 22, 22, 6, 6);
        graphics.setColor(GREY);
        graphics.drawRoundRect(MARGIN, top + 12, 22, 22, 6, 6);
        boolean named = !c.name().equals("class " + c.number());
        String name = named ? c.number() + "  " + c.name() : c.name();
        int end = text(graphics, Font.BOLD, 16, INK, MARGIN + 34, top + 29, name);
        text(graphics, Font.PLAIN, 13, GREY, end + 16, top + 29, occurs(occurrence, total));
        for (int i = 0; i < examples.size(); i++) {
            int left = MARGIN + i * (ClassThumbnail.SIDE + GAP);
            graphics.drawImage(examples.get(i).picture(), left, top + CLASS_HEAD, null);
            graphics.setColor(LINE);
            graphics.drawRect(left, top + CLASS_HEAD, ClassThumbnail.SIDE, ClassThumbnail.SIDE);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
            text(
                    graphics,
                    Font.PLAIN,
                    11,
                    GREY,
                    left,
                    top + CLASS_HEAD + ClassThumbnail.SIDE + 15,
                    shortened(graphics, examples.get(i).image()));
        }
    }

    private static String occurs(Occurrence occurrence, long total) {
        if (occurrence.segments() == 0) {
            return "no segment here";
        }
        return String.format(
                Locale.ROOT,
                "%.1f %% of the area, %s in %s",
                100.0 * occurrence.pixels() / total,
                plural(occurrence.segments(), "segment", "segments"),
                plural(occurrence.images(), "image", "images"));
    }

    private static String plural(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** The end of a name says more than its begin. */
    private static String shortened(Graphics2D graphics, String name) {
        String text = name;
        int begin = 0;
        while (graphics.getFontMetrics().stringWidth(text) > ClassThumbnail.SIDE
                && begin < name.length()) {
            begin++;
            text = "…" + name.substring(begin);
        }
        return text;
    }

    private static int text(
            Graphics2D graphics, int style, int size, Color color, int x, int y, String text) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.setColor(color);
        graphics.drawString(text, x, y);
        return x + graphics.getFontMetrics().stringWidth(text);
    }
}
