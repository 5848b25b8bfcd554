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

package io.github.diffseg.explore;

import ij.ImagePlus;
import ij.Macro;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.service.OpenModels;
import io.github.diffseg.service.SessionAttention;
import java.util.HashMap;
import java.util.Map;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

/** Runs a recorded line as ImageJ does: its options are read by ImageJ's own parser. */
public final class RecordedMacro {

    private RecordedMacro() {}

    public static SegmentedPlane run(String line, ImagePlus image) throws Exception {
        return (SegmentedPlane) result(line, image);
    }

    public static ImageResult result(String line, ImagePlus image) throws Exception {
        String start = "run(\"DiffSeg Segment...\", \"";
        if (!line.startsWith(start) || !line.endsWith("\");")) {
            throw new IllegalArgumentException(line);
        }
        String options =
                line.substring(start.length(), line.length() - 3)
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\");
        try (Context context =
                new Context(
                        CommandService.class,
                        TaskService.class,
                        StatusService.class,
                        LogService.class,
                        OpenModels.class,
                        SessionAttention.class)) {
            CommandService commands = context.service(CommandService.class);
            CommandInfo info = commands.getCommand(SegmentCommand.class);
            Map<String, Object> inputs = new HashMap<>();
            for (ModuleItem<?> item : info.inputs()) {
                String value = Macro.getValue(options + " ", item.getName(), "\0");
                if (!value.equals("\0") && !item.getName().equals("imp")) {
                    inputs.put(item.getName(), typed(value, item.getType()));
                }
            }
            inputs.put("imp", image);
            inputs.put("add_rois", false);
            SegmentCommand command =
                    (SegmentCommand)
                            commands.run(SegmentCommand.class, true, inputs).get().getCommand();
            if (command.result() == null) {
                throw new IllegalStateException(command.getCancelReason());
            }
            return command.result();
        }
    }

    private static Object typed(String value, Class<?> type) {
        if (type == int.class) {
            return Integer.valueOf(value);
        }
        if (type == double.class) {
            return Double.valueOf(value);
        }
        return type == boolean.class ? Boolean.valueOf(value) : value;
    }
}
