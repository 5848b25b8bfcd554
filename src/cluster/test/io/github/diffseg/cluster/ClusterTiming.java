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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times one folder by {@code diffseg batch} and on Spark, each in processes of its own. */
@Command(
        name = "cluster-timing",
        mixinStandardHelpOptions = true,
        description = "Times copies of the sample images and prints a Markdown table.")
public final class ClusterTiming implements Callable<Integer> {

    private static final String WORKERS = "workers=";
    private static final double SECOND = 1e9;

    @Option(names = "--images", defaultValue = "28", description = "Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(names = "--runs", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Parameters(
            paramLabel = "WAY",
            defaultValue = "batch local[1] local[2] workers=1 workers=2",
            split = " ",
            description =
                    "batch; local[N]; workers=N: a standalone cluster on this machine, one core for"
                            + " each worker. Default: ${DEFAULT-VALUE}.")
    private List<String> ways;

    private Path folder;

    private record Run(double seconds, EventLog.Start start) {}

    /**
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ClusterTiming()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        folder = Files.createTempDirectory("diffseg-timing");
        Path input = Files.createDirectory(folder.resolve("in"));
        List<Path> samples;
        try (Stream<Path> files = Files.list(Path.of("sample-images"))) {
            samples = files.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
        }
        for (int i = 0; i < images; i++) {
            Path sample = samples.get(i % samples.size());
            String name = String.format("%05d-%s", i, sample.getFileName());
            Files.copy(sample, input.resolve(name));
        }
        List<List<Run>> all = new ArrayList<>();
        ways.forEach(way -> all.add(new ArrayList<>()));
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < ways.size(); i++) {
                Path place = Files.createDirectory(folder.resolve(run + "-" + i));
                all.get(i).add(time(ways.get(i), place));
            }
        }
        System.out.printf("%d images; seconds of each run, in %s%n%n", images, folder);
        System.out.println(
                "| way | whole run | of it until the driver runs | until an executor is there"
                        + " | an executor's first task, beyond its image |");
        System.out.println("|---|---|---|---|---|");
        for (int i = 0; i < ways.size(); i++) {
            System.out.println("| " + ways.get(i) + " | " + cells(all.get(i)) + " |");
        }
        return 0;
    }

    private static String cells(List<Run> timed) {
        return String.join(
                " | ",
                list(timed.stream().map(Run::seconds).toList()),
                list(timed.stream().map(run -> run.start().driver()).toList()),
                list(timed.stream().map(run -> run.start().executor()).toList()),
                list(timed.stream().map(run -> run.start().firstTask()).toList()));
    }

    private static String list(List<Double> seconds) {
        return String.join(
                ", ",
                seconds.stream()
                        .map(s -> s.isNaN() ? "-" : String.format(Locale.ROOT, "%.1f", s))
                        .toList());
    }

    private Run time(String way, Path place) throws Exception {
        if (way.startsWith(WORKERS)) {
            int workers = Integer.parseInt(way.substring(WORKERS.length()));
            try (StandaloneCluster cluster = new StandaloneCluster(place, workers, 1)) {
                return time(
                        place,
                        () -> cluster.submit("job", settings(place), arguments(place)),
                        cluster.log("job"));
            }
        }
        try (SparkHome spark = new SparkHome(place)) {
            return time(
                    place,
                    () ->
                            way.equals("batch")
                                    ? spark.batch("job", List.of(), arguments(place))
                                    : spark.submit("job", way, settings(place), arguments(place)),
                    spark.log("job"));
        }
    }

    private Run time(Path place, Callable<Process> job, Path log) throws Exception {
        long started = System.currentTimeMillis();
        long begin = System.nanoTime();
        int status = job.call().waitFor();
        double seconds = (System.nanoTime() - begin) / SECOND;
        EventLog events = new EventLog(place.resolve("events"), place.resolve("out"));
        if (status != 0 || events.images() != images) {
            throw new IOException("The job failed; see " + log);
        }
        return new Run(seconds, events.start(started));
    }

    private List<String> arguments(Path place) {
        return List.of(
                folder.resolve("in").toString(),
                "--output=" + place.resolve("out"),
                "--device=cpu");
    }

    private static List<String> settings(Path place) throws IOException {
        Path events = Files.createDirectory(place.resolve("events"));
        return List.of(
                "spark.executor.memory=1g",
                "spark.eventLog.enabled=true",
                "spark.eventLog.dir=" + events.toUri());
    }
}
