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

package io.github.diffseg.command;

import static io.github.diffseg.DocumentationPages.found;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.DocumentationPages;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

/** The commands and parameters that the documentation names are those that Fiji has. */
class DocumentedCommandsTest {

    /** Menu items, quoted or emphasised. */
    private static final Pattern NAME =
            Pattern.compile("[*\">] ?(DiffSeg [A-Z][A-Za-z ]+(?:\\.\\.\\.)?)[*\"]");

    private static final Pattern MENU_PATH =
            Pattern.compile("Plugins > (?:DiffSeg|Tools) > ([A-Za-z ]+(?:\\.\\.\\.)?)");

    private static final Pattern RUN = Pattern.compile("run\\(\"(DiffSeg [^\"]+)\",(.*)\\);");

    private static final Pattern KEY = Pattern.compile("\\b([a-z_]+)=");

    private static String everything;
    private static Map<String, Set<String>> parameters;

    @BeforeAll
    static void read() throws IOException {
        everything = String.join("\n", DocumentationPages.all().values());
        parameters = new HashMap<>();
        try (Context context = new Context()) {
            for (CommandInfo command : context.service(CommandService.class).getCommands()) {
                if (command.getClassName().startsWith("io.github.diffseg.")) {
                    Set<String> names = new HashSet<>();
                    for (ModuleItem<?> item : command.inputs()) {
                        names.add(item.getName());
                    }
                    parameters.put(command.getMenuPath().getLeaf().getName(), names);
                }
            }
        }
    }

    @Test
    void everyCommandIsDocumentedAndNoOther() {
        assertEquals(
                new TreeSet<>(parameters.keySet()), new TreeSet<>(found(MENU_PATH, everything)));
        for (String name : found(NAME, everything)) {
            assertTrue(parameters.containsKey(name), "There is no command " + name);
        }
    }

    @Test
    void macroLinesPassParametersThatAreThere() {
        List<MatchResult> lines = RUN.matcher(everything).results().toList();
        assertFalse(lines.isEmpty());
        for (MatchResult line : lines) {
            List<String> keys = found(KEY, line.group(2));
            Set<String> known = parameters.get(line.group(1));
            assertEquals(known.contains("imp"), keys.contains("imp"), line.group());
            assertTrue(known != null && known.containsAll(keys), line.group());
            assertTrue(keys.contains("imp") || !known.contains("imp"), line.group());
        }
    }

    @Test
    void keysInTheTextAreParameters() {
        Set<String> known = new HashSet<>();
        parameters.values().forEach(known::addAll);
        List<String> keys =
                DocumentationPages.inlineCode(everything).stream()
                        .filter(code -> code.matches("[a-z_]+=\\S*"))
                        .map(code -> code.substring(0, code.indexOf('=')))
                        .toList();
        assertTrue(keys.contains("granularity"), keys.toString());
        for (String key : keys) {
            assertTrue(known.contains(key), "No command has the parameter " + key);
        }
    }
}
