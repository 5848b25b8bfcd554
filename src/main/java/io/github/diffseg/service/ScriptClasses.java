package io.github.diffseg.service;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.vocabulary.VocabularyFile;

/** The classes of a result, for scripts. */
final class ScriptClasses {

    private ScriptClasses() {}

    static String vocabulary(ImageResult result) {
        return result.vocabularyClasses()
                .map(classes -> VocabularyFile.text(classes.vocabulary()))
                .orElseThrow(
                        () ->
                                new UserException(
                                        "There are no classes; set classes to a number or auto, or"
                                                + " vocabulary to a file"));
    }
}
