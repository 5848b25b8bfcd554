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

package io.github.diffseg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's Markdown files, and what can be read out of them. */
public final class DocumentationPages {

    private static final List<String> FOLDERS =
            List.of("docs", "macros", "sample-images", "src", "update-site");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\n(.*?)^```");
    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}(\\S.*)$");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

    private DocumentationPages() {}

    /**
     * @return the text of each page, by its path in the project
     */
    public static Map<Path, String> all() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(Path.of(""))) {
            top.forEach(files::add);
        }
        for (String folder : FOLDERS) {
            try (Stream<Path> below = Files.walk(Path.of(folder))) {
                below.forEach(files::add);
            }
        }
        for (Path file : files) {
            if (file.toString().endsWith(".md")) {
                pages.put(file, Files.readString(file));
            }
        }
        return pages;
    }

    /**
     * @return the relative links and pictures of a page that lead nowhere, headings included
     */
    static List<String> brokenLinks(Path page, String text) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : found(LINK, text)) {
            if (ABSOLUTE.matcher(link).matches()) {
                continue;
            }
            int hash = link.indexOf('#');
            String name = hash < 0 ? link : link.substring(0, hash);
            Path target = name.isEmpty() ? page : page.resolveSibling(name).normalize();
            boolean found = name.isEmpty() || Files.exists(target);
            if (found && hash >= 0) {
                String there = name.isEmpty() ? text : Files.readString(target);
                found = anchors(there).contains(link.substring(hash + 1));
            }
            if (!found) {
                broken.add(page + ": " + link);
            }
        }
        return broken;
    }

    /**
     * @return the lines of a page's code blocks, continued lines joined
     */
    public static List<String> codeLines(String text) {
        List<String> lines = new ArrayList<>();
        for (String block : found(FENCED, text)) {
            lines.addAll(block.lines().toList());
        }
        String joined = FENCED.matcher(text).replaceAll("").replaceAll("\\\\\n\\s*", "");
        lines.addAll(found(INDENTED, joined));
        return lines;
    }

    /**
     * @return what stands between back-ticks within a line
     */
    public static List<String> inlineCode(String text) {
        return found(INLINE, FENCED.matcher(text).replaceAll(""));
    }

    /**
     * @return the first group of each match
     */
    public static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
    }

    private static List<String> anchors(String text) {
        return found(HEADING, text).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
