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

package io.github.diffseg.classify;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A taught classifier in its file: JSON, some kilobytes for each class.
 *
 * @param file as the user named it
 * @param sha256 of the file's text, in hexadecimal
 * @param taught what it holds
 */
public record StoredClassifier(String file, String sha256, TaughtClassifier taught) {

    /** What files are named by users' habit. */
    public static final String EXTENSION = ".json";

    private static final String FORMAT = "diffseg-classifier";
    private static final int VERSION = 1;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** As it stands in the file. */
    private static final class Content {
        String format = FORMAT;
        int version = VERSION;
        List<String> classes = List.of();
        TaughtClassifier.Origin pass;
        List<TaughtClassifier.Weights> weights = List.of();
        float[] bias = {};
    }

    /**
     * Reads a classifier.
     *
     * @param file its path
     * @throws UserException if there is none, or it is none of this version; one sentence
     */
    public static StoredClassifier read(String file) {
        try {
            String text = Files.readString(Path.of(file));
            Content content = GSON.fromJson(text, Content.class);
            if (content == null || !FORMAT.equals(content.format)) {
                throw damaged(file, null);
            }
            if (content.version != VERSION) {
                throw new UserException(
                        file
                                + " is a classifier of version "
                                + content.version
                                + "; this version of DiffSeg reads version "
                                + VERSION);
            }
            if (!isWhole(content)) {
                throw damaged(file, null);
            }
            return new StoredClassifier(
                    file,
                    Sha256.ofText(text),
                    new TaughtClassifier(
                            content.classes, content.weights, content.bias, content.pass));
        } catch (InvalidPathException e) {
            throw new UserException("classifier is \"" + file + "\", which is no path", e);
        } catch (IOException e) {
            throw new UserException(
                    "The classifier " + file + " cannot be read: " + FileReason.of(e), e);
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
    }

    private static UserException damaged(String file, Exception cause) {
        return new UserException(
                file
                        + " is no classifier of DiffSeg, or it is damaged; choose a file that DiffSeg"
                        + " Teach... has saved",
                cause);
    }

    private static boolean isWhole(Content content) {
        int classes = content.classes == null ? 0 : content.classes.size();
        boolean whole =
                classes > 1
                        && content.pass != null
                        && content.pass.modelHash() != null
                        && content.bias != null
                        && content.bias.length == classes
                        && content.weights != null;
        for (TaughtClassifier.Weights weights :
                whole ? content.weights : List.<TaughtClassifier.Weights>of()) {
            whole &=
                    weights != null
                            && weights.map() != null
                            && weights.values() != null
                            && weights.values().length == (long) classes * weights.channels();
        }
        return whole;
    }

    /**
     * Writes a classifier.
     *
     * @param file replaced as a whole if it exists
     * @param taught what is written
     * @return what was written
     * @throws UserException if it cannot be written
     */
    public static StoredClassifier write(Path file, TaughtClassifier taught) {
        Content content = new Content();
        content.classes = new ArrayList<>(taught.classes());
        content.pass = taught.origin();
        content.weights = new ArrayList<>(taught.weights());
        content.bias = taught.bias();
        String text = GSON.toJson(content) + "\n";
        try {
            AtomicFiles.writeStream(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
        return new StoredClassifier(file.toString(), Sha256.ofText(text), taught);
    }

    /**
     * Refuses a model whose features mean something else.
     *
     * @param model name of the model at hand
     * @param modelHash SHA-256 of it
     * @throws UserException if the classifier was taught with another one
     */
    public void requireModel(String model, String modelHash) {
        TaughtClassifier.Origin origin = taught.origin();
        if (!origin.modelHash().equals(modelHash)) {
            throw new UserException(
                    "The classifier "
                            + file
                            + " was taught with the model "
                            + origin.model()
                            + " ("
                            + shortened(origin.modelHash())
                            + "), not with "
                            + model
                            + " ("
                            + shortened(modelHash)
                            + "); choose that model, or teach another classifier with this one");
        }
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
