package io.github.diffseg.command;

import io.github.diffseg.ClassSettings;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that a command has to write its classes to.
 *
 * @param path that may be written
 */
record NewVocabulary(Path path) {

    private static final String KEY = "vocabulary_file";

    /**
     * Checked before long work, so that it does not end in vain.
     *
     * @param text the parameter; empty for no file
     * @param classes whether there will be any
     * @throws UserException if it is no path, there will be no classes, or there is a file that is
     *     no vocabulary
     */
    static Optional<NewVocabulary> of(String text, ClassSettings classes) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path file = Parameters.path(KEY, text);
        if (!classes.areOn()) {
            throw new UserException(
                    KEY + " is " + file + ", but classes is 0; say how many classes, or auto");
        }
        try {
            ResultFiles.checkWritable(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
        if (Files.exists(file)) {
            // Refuses what is none
            VocabularyFile.read(file);
        }
        return Optional.of(new NewVocabulary(file));
    }

    /**
     * @throws UserException if it cannot be written
     */
    void write(Vocabulary vocabulary) {
        try {
            AtomicFiles.writeFile(
                    path, file -> Files.writeString(file, VocabularyFile.text(vocabulary)));
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
    }
}
