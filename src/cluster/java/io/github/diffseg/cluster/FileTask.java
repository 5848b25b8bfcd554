package io.github.diffseg.cluster;

import io.github.diffseg.batch.InputFile;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * An {@link InputFile} that can be sent.
 *
 * @param path absolute, the same on all executors
 * @param name see {@link InputFile#name}
 * @param result see {@link InputFile#result}
 */
public record FileTask(String path, String name, String result) implements Serializable {

    static FileTask of(InputFile file) {
        return new FileTask(file.path().toString(), file.name(), file.result());
    }

    InputFile file() {
        return new InputFile(Path.of(path), name, result);
    }
}
