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

package io.github.diffseg.command.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.command.BatchCommand;
import io.github.diffseg.command.EvaluateCommand;
import io.github.diffseg.command.ExploreCommand;
import io.github.diffseg.command.RoisToLabelsCommand;
import io.github.diffseg.command.SegmentCommand;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** What is missing is called as in the dialog, all of it at once. */
class MissingInputsTest {

    private static Context context;

    @BeforeAll
    static void start() {
        context = new Context();
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @Test
    void anImage() throws Exception {
        for (Class<? extends Command> command :
                List.of(SegmentCommand.class, ExploreCommand.class, RoisToLabelsCommand.class)) {
            String name =
                    context.service(CommandService.class)
                            .getCommand(command)
                            .getMenuPath()
                            .getLeaf()
                            .getName();
            assertEquals(
                    "DiffSeg: Open an image first: \"" + name + "\" works on the current image",
                    run(command, Map.of()));
        }
    }

    @Test
    void bothFolders() throws Exception {
        assertEquals(
                "DiffSeg: \"Input folder\" (input) and \"Output folder\" (output) are empty; give"
                        + " the path of a folder for each",
                run(BatchCommand.class, Map.of()));
        assertEquals(
                "DiffSeg: \"Folder\" (folder) and \"Output folder\" (output) are empty; give the"
                        + " path of a folder for each",
                run(EvaluateCommand.class, Map.of()));
    }

    @Test
    void oneFolder() throws Exception {
        assertEquals(
                "DiffSeg: \"Output folder\" (output) is empty; give the path of a folder",
                run(BatchCommand.class, Map.of("input", new File("images"))));
    }

    private static String run(Class<? extends Command> command, Map<String, Object> inputs)
            throws Exception {
        CommandModule module =
                context.service(CommandService.class)
                        .run(command, true, new HashMap<>(inputs))
                        .get();
        return module.getCancelReason();
    }
}
