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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stand-in for Bio-Formats, with the methods of its version 7, in a class loader of its own. */
class BioFormatsTest {

    private static final Map<String, String> SOURCES =
            Map.of(
                    "loci/plugins/in/ImporterOptions.java",
                    """
                    package loci.plugins.in;
                    public class ImporterOptions {
                        public String id;
                        public String choices = "";
                        public void setId(String id) { this.id = id; }
                        public void setQuiet(boolean on) { choices += " quiet=" + on; }
                        public void setWindowless(boolean on) { choices += " windowless=" + on; }
                        public void setAutoscale(boolean on) { choices += " autoscale=" + on; }
                        public void setGroupFiles(boolean on) { choices += " group=" + on; }
                    }
                    """,
                    "loci/plugins/BF.java",
                    """
                    package loci.plugins;
                    import ij.IJ;
                    import ij.ImagePlus;
                    import java.nio.file.*;
                    public class BF {
                        public static ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions options)
                                throws Exception {
                            String content = Files.readString(Path.of(options.id));
                            if (content.contains("overflow")) { throw new StackOverflowError(); }
                            if (content.contains("none")) { return new ImagePlus[0]; }
                            if (!content.contains("image")) { throw new Exception("Unknown format"); }
                            ImagePlus first = IJ.createImage(options.choices, 20, 16, 1, 8);
                            return new ImagePlus[] {first, IJ.createImage("second", 4, 4, 1, 8)};
                        }
                    }
                    """);

    @TempDir private static Path classes;
    private static URLClassLoader loader;
    private static Optional<BioFormats> bioFormats;

    @TempDir private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")));
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            Path file = classes.resolve("source").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new)));
        loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, BioFormatsTest.class.getClassLoader());
        bioFormats = BioFormats.of(loader);
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @ParameterizedTest
    @CsvSource({"a.nd2, '\u0001\u0002 image'", "a.czi, ZISRAWFILE image", "a.tif, MM\u0000* image"})
    void opensTheFirstSeriesOfWhatImageJDoesNotKnow(String name, String content)
            throws IOException {
        ImagePlus image = open(name, content);
        assertEquals(20, image.getWidth());
        assertEquals(
                " quiet=true windowless=true autoscale=true group=false",
                image.getTitle(),
                "no questions, no windows, no neighbours");
    }

    @Test
    void whatImageJOpensStaysWithImageJ() throws IOException {
        Path file = folder.resolve("a.png");
        ImageIO.write(IJ.createImage("a", 30, 20, 1, 8).getBufferedImage(), "png", file.toFile());
        assertEquals(30, ImageFiles.open(file, bioFormats).getWidth());
        byte[] broken = Arrays.copyOf(Files.readAllBytes(file), 50);
        System.arraycopy("image".getBytes(StandardCharsets.US_ASCII), 0, broken, 40, 5);
        Files.write(file, broken);
        assertThrows(IOException.class, () -> ImageFiles.open(file, bioFormats), "a broken PNG");
    }

    @ParameterizedTest
    @CsvSource({"text, opens: Unknown format", "none, holds no image that Bio-Formats opens"})
    void refusalIsOneSentenceThatNamesTheFile(String content, String end) {
        IOException e = assertThrows(IOException.class, () -> open("a.nd2", content));
        assertTrue(e.getMessage().startsWith(folder.resolve("a.nd2").toString()), e.getMessage());
        assertTrue(e.getMessage().endsWith(end), e.getMessage());
    }

    @Test
    void errorsStayErrors() {
        assertThrows(StackOverflowError.class, () -> open("a.nd2", "overflow"));
    }

    @Test
    void isNotThereWithoutItsClasses() {
        assertTrue(BioFormats.of(BioFormatsTest.class.getClassLoader()).isEmpty());
    }

    private ImagePlus open(String name, String content) throws IOException {
        return ImageFiles.open(Files.writeString(folder.resolve(name), content), bioFormats);
    }
}
