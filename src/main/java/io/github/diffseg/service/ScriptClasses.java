package io.github.diffseg.service;

import ij.ImagePlus;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.output.SegmentClasses;
import io.github.diffseg.vocabulary.VocabularyFile;

/** The classes of a result, for scripts. */
final class ScriptClasses {

    private ScriptClasses() {}

    static ImagePlus image(ImageResult result) {
        return of(result).image(result.labelImage());
    }

    static String vocabulary(ImageResult result) {
        return VocabularyFile.text(of(result).vocabulary());
    }

    private static SegmentClasses of(ImageResult result) {
        return result.classes()
                .orElseThrow(
                        () ->
                                new UserException(
                                        "There are no classes; set classes to a number or auto, or"
                                                + " vocabulary to a file"));
    }
}
