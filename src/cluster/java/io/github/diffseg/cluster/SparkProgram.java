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

package io.github.diffseg.cluster;

import org.apache.spark.SparkConf;
import picocli.CommandLine;

/** What the programs that {@code spark-submit --class} starts have in common. */
final class SparkProgram {

    private SparkProgram() {}

    /**
     * Runs a command line.
     *
     * @throws IllegalStateException if its status is not 0, for Spark to tell
     */
    static void run(CommandLine commandLine, String[] arguments) {
        int status = commandLine.execute(arguments);
        if (status != 0) {
            throw new IllegalStateException("The batch ended with status " + status);
        }
    }

    /** {@return what spark-submit has set; without a master, {@code local[*]}} */
    static SparkConf configuration() {
        SparkConf configuration =
                new SparkConf().setAppName("DiffSeg").setIfMissing("spark.master", "local[*]");
        if (configuration.get("spark.master").matches("local(\\[.*)?")) {
            // Driver and executor are one process, and a loader for each would load classes twice
            configuration.set("spark.executor.userClassPathFirst", "false");
        }
        return configuration;
    }
}
