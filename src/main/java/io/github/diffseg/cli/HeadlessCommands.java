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

package io.github.diffseg.cli;

import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.service.OpenModels;
import io.github.diffseg.service.SessionAttention;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.plugin.DefaultPluginFinder;
import org.scijava.plugin.PluginIndex;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;

/** Runs the plugin's SciJava commands without ImageJ's windows. */
final class HeadlessCommands implements AutoCloseable {

    private final Context context =
            new Context(
                    List.of(
                            CommandService.class,
                            TaskService.class,
                            StatusService.class,
                            LogService.class,
                            PrefService.class,
                            OpenModels.class,
                            SessionAttention.class),
                    new PluginIndex(new DefaultPluginFinder(plainLoader())));

    HeadlessCommands() {
        // Failures reach the user as the command's reason, in a sentence
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    /**
     * @param parameters of {@link SegmentCommand}
     * @return the result
     * @throws UserException if the command failed; the message is its reason
     */
    SegmentedImage segment(Map<String, Object> parameters) {
        CommandService commands = context.service(CommandService.class);
        try {
            CommandModule module = commands.run(SegmentCommand.class, true, parameters).get();
            SegmentCommand command = (SegmentCommand) module.getCommand();
            if (command.result() == null) {
                String reason = command.getCancelReason();
                throw new UserException(reason == null ? "cancelled" : unprefixed(reason));
            }
            return command.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().toString(), e);
        }
    }

    /**
     * @param listener has methods annotated as event handlers; kept as long as it is reachable
     */
    void listen(Object listener) {
        context.service(EventService.class).subscribe(listener);
    }

    @Override
    public void close() {
        context.dispose();
    }

    /** The command line begins each message with the program's name already. */
    private static String unprefixed(String reason) {
        return reason.replaceFirst("^DiffSeg: ", "");
    }

    /**
     * Under Maven, SciJava sees a development environment by the kind of its class loader, indexes
     * all plugins again and says so. The compiler has done that.
     */
    private static ClassLoader plainLoader() {
        return new ClassLoader(HeadlessCommands.class.getClassLoader()) {};
    }
}
