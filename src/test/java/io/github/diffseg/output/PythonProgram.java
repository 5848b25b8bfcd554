package io.github.diffseg.output;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Python, which reads results as the programs do that users feed with them. Where it or a library
 * is not there, a test says so; {@code -Ddiffseg.python=PATH} names another Python.
 */
public final class PythonProgram {

    private static final Path READERS = Path.of("src/test/resources/readers/read_results.py");
    private static final String PYTHON = System.getProperty("diffseg.python", "python3");

    private PythonProgram() {}

    /**
     * @param modules that are needed, such as {@code numpy, tifffile}
     */
    public static void assumeImports(String modules) throws InterruptedException {
        boolean there;
        try {
            there = run(List.of(PYTHON, "-c", "import " + modules)).isEmpty();
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, PYTHON + " with " + modules + " is not there");
    }

    /**
     * @param kind of what is read
     * @param path of it
     * @return what the reader says of it, or its error
     */
    public static String read(String kind, Path path) throws IOException, InterruptedException {
        return run(List.of(PYTHON, READERS.toString(), kind, path.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("python", ".txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        String error = Files.readString(errors);
        Files.delete(errors);
        return status == 0 ? out : error;
    }
}
