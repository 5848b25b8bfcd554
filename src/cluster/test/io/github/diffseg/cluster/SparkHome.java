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

import io.github.diffseg.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * What a distribution of Spark has, made of the artifacts that Maven has: its libraries, and the
 * processes that its scripts start. Every process ends with {@link #close}, or with this JVM.
 */
final class SparkHome implements AutoCloseable {

    private final Path folder;
    private final Path home;
    private final Path application;
    private final List<Path> libraries;
    private final List<Process> processes = new ArrayList<>();
    private final Thread end = new Thread(this::kill);

    /**
     * @param folder for logs and the distribution
     */
    SparkHome(Path folder) throws IOException {
        this.folder = folder;
        libraries = list(Path.of(System.getProperty("diffseg.cluster.libs")));
        home = distribution();
        application = folder.resolve("diffseg.jar");
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        String classes =
                ClusterMain.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        jar.run(System.out, System.err, "--create", "--file=" + application, "-C", classes, ".");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** For {@link #batch}: PyTorch computes with so many threads, whatever the machine has. */
    static List<String> threads(int count) {
        return List.of("-Dai.djl.pytorch.num_threads=" + count);
    }

    /**
     * Spark's own libraries and none of the plugin's, but for those that both need, and an older
     * gson.
     */
    private Path distribution() throws IOException {
        List<String> own = libraries.stream().map(file -> file.getFileName().toString()).toList();
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        List<Path> sources = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.endsWith(".jar") && (!own.contains(name) || name.startsWith("commons-"))) {
                sources.add(Path.of(entry));
            }
        }
        sources.addAll(list(Path.of(System.getProperty("diffseg.cluster.spark"))));
        for (Path source : sources) {
            Files.createSymbolicLink(jars.resolve(source.getFileName()), source);
        }
        return jars.getParent();
    }

    /** Of this JVM. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toAbsolutePath).sorted().toList();
        }
    }

    /**
     * Submits {@link ClusterMain} as {@code spark-submit} does.
     *
     * @param name of its log
     * @param master such as {@code local[2]}
     * @param settings such as {@code spark.cores.max=2}
     * @param arguments see {@code ClusterMain --help}
     */
    Process submit(String name, String master, List<String> settings, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--master", master, "--class", ClusterMain.class.getName()));
        List<String> all = new ArrayList<>(settings);
        all.add("spark.driver.userClassPathFirst=true");
        all.add("spark.executor.userClassPathFirst=true");
        all.add("spark.ui.enabled=false");
        all.add("spark.driver.host=127.0.0.1");
        all.forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.add("--jars");
        // Local to each worker: the library of PyTorch need not go through the driver
        command.add(String.join(",", libraries.stream().map(file -> "local:" + file).toList()));
        command.add(application.toString());
        command.addAll(arguments);
        return spark(name, command);
    }

    /**
     * @param name of its log
     * @param mainAndArguments a class of Spark's
     */
    Process spark(String name, List<String> mainAndArguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("-Xmx1g"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        command.addAll(mainAndArguments);
        return java(name, command);
    }

    /**
     * @param name of its log
     * @param arguments of {@code java}
     */
    private Process java(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.12");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /**
     * Starts {@code diffseg batch} in a process of its own, without Spark.
     *
     * @param name of its log
     * @param options of the JVM
     * @param arguments see {@code diffseg batch --help}
     */
    Process batch(String name, List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("batch"));
        all.addAll(arguments);
        return commandLine(name, options, all);
    }

    /**
     * Starts {@code diffseg} in a process of its own, without Spark.
     *
     * @param name of its log
     * @param options of the JVM
     * @param arguments see {@code diffseg --help}
     */
    Process commandLine(String name, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("-Xmx1g"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(arguments);
        return java(name, command);
    }

    /** Output and errors of a process. */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Of all processes that were started here. */
    Stream<ProcessHandle> descendants() {
        return processes.stream().flatMap(Process::descendants);
    }

    private void kill() {
        // Executors outlive their worker for a while, so they are found first
        List<ProcessHandle> all = new ArrayList<>(descendants().toList());
        processes.forEach(process -> all.add(process.toHandle()));
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
