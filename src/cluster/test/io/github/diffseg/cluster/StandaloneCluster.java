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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark's own standalone cluster on the loopback address, started from the artifacts that Maven
 * has: one process is the master, one each worker, and the workers start executors. Every process
 * ends with {@link #close}, or with this JVM.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern MASTER =
            Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
    private static final long DEADLINE_SECONDS = 300;

    private final Path folder;
    private final Path home;
    private final Path application;
    private final List<Path> libraries;
    private final String master;
    private final List<Process> processes = new ArrayList<>();
    private final Thread end = new Thread(this::kill);

    /**
     * @param folder for logs, work and a Spark home
     * @param workers so many
     * @param cores of each worker
     */
    StandaloneCluster(Path folder, int workers, int cores) throws IOException {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(end);
        libraries = list(Path.of(System.getProperty("diffseg.cluster.libs")));
        home = sparkHome();
        application = folder.resolve("diffseg.jar");
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        jar.run(
                System.out,
                System.err,
                "--create",
                "--file=" + application,
                "-C",
                Path.of(
                                ClusterMain.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                        .toString(),
                ".");
        try {
            start("master", "org.apache.spark.deploy.master.Master", "--port", "0");
            master = awaitMaster();
            for (int i = 0; i < workers; i++) {
                start(
                        "worker" + i,
                        "org.apache.spark.deploy.worker.Worker",
                        "--work-dir",
                        folder.resolve("work" + i).toString(),
                        "--cores",
                        Integer.toString(cores),
                        "--memory",
                        "2g",
                        master);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * What a distribution of Spark has: its own libraries and none of the plugin's, but for those
     * that both need, and an older gson.
     */
    private Path sparkHome() throws IOException {
        List<String> own = libraries.stream().map(file -> file.getFileName().toString()).toList();
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        List<Path> sources = new ArrayList<>();
        for (String entry : classPath()) {
            String name = Path.of(entry).getFileName().toString();
            if (name.endsWith(".jar")
                    && (!own.contains(name) || name.matches("(commons|slf4j)-.*"))) {
                sources.add(Path.of(entry));
            }
        }
        sources.addAll(list(Path.of(System.getProperty("diffseg.cluster.spark"))));
        for (Path source : sources) {
            Files.createSymbolicLink(jars.resolve(source.getFileName()), source);
        }
        return jars.getParent();
    }

    private static List<String> classPath() {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.asList(classPath.split(File.pathSeparator));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toAbsolutePath).sorted().toList();
        }
    }

    private void start(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(type));
        command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
        command.addAll(List.of(arguments));
        java(name, command);
    }

    /**
     * Submits {@link ClusterMain} as {@code spark-submit} does.
     *
     * @param name of its log
     * @param settings such as {@code spark.cores.max=2}
     * @param arguments see {@code ClusterMain --help}
     */
    Process submit(String name, List<String> settings, List<String> arguments) throws IOException {
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
        return java(name, command);
    }

    private Process java(String name, List<String> mainAndArguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        command.addAll(mainAndArguments);
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

    private String awaitMaster() throws IOException {
        for (int i = 0; i < DEADLINE_SECONDS * 10; i++) {
            Matcher started = MASTER.matcher(Files.readString(log("master")));
            if (started.find()) {
                return started.group(1);
            }
            sleep();
        }
        throw new IOException("No master after " + DEADLINE_SECONDS + " s: " + log("master"));
    }

    static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Output and errors of a master, worker or submitted job. */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Those that run now. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(Process::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
    }

    private void kill() {
        // Executors outlive their worker for a while, so they are found first
        List<ProcessHandle> all = new ArrayList<>();
        processes.forEach(process -> process.descendants().forEach(all::add));
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
