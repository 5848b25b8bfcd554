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

package io.github.diffseg.library;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Surroundings;
import io.github.diffseg.hub.HubSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models of this user, by name: the embedded one, those that DiffSeg has loaded, places that
 * the user has added, the hub's cache, and the checkpoints of other programs. Each call looks anew.
 */
public final class ModelLibrary {

    /** Names another folder for the user's settings. */
    public static final String SETTINGS_PROPERTY = "diffseg.settings";

    /** Names another folder for models that are loaded. */
    public static final String MODELS_PROPERTY = "diffseg.models";

    private final Surroundings surroundings;

    /**
     * Looks at the library of these surroundings.
     *
     * @param surroundings tell where things lie
     */
    public ModelLibrary(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** {@return the library of the user who runs this} */
    public static ModelLibrary ofUser() {
        return new ModelLibrary(Surroundings.ofProcess());
    }

    /**
     * {@return where models are loaded to: {@code -Ddiffseg.models}, else {@code models} in the
     * user's folder for data of DiffSeg; absolute, need not exist}
     */
    public Path modelsFolder() {
        String chosen = surroundings.property().apply(MODELS_PROPERTY);
        return chosen == null || chosen.isBlank()
                ? surroundings.data(MODELS_PROPERTY).resolve("models")
                : Path.of(chosen).toAbsolutePath();
    }

    HubSettings hub() {
        return new HubSettings(surroundings);
    }

    Path settingsFolder() {
        return surroundings.settings(SETTINGS_PROPERTY);
    }

    private Path settingsFile() {
        return settingsFolder().resolve(UserModels.FILE);
    }

    /**
     * {@return all models that are there, the embedded one first; no two have the same name, and
     * none lies at the same place}
     *
     * @throws UserException if a folder or the list of added places cannot be read
     */
    public List<ModelPlace> places() {
        return new InstalledPlaces(
                        modelsFolder(),
                        UserModels.read(settingsFile()).added(),
                        hub().cache(),
                        surroundings.home())
                .all();
    }

    /**
     * {@return the model that is called so}
     *
     * @param text a name or a repository, in any case
     * @throws UserException as {@link #places()}
     */
    public Optional<ModelPlace> find(String text) {
        String wanted = text.strip();
        List<ModelPlace> places = places();
        return places.stream()
                .filter(place -> place.name().equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> places.stream().filter(place -> place.answersTo(wanted)).findFirst());
    }

    /**
     * {@return the model that is called so}
     *
     * @param text a name or a repository
     * @throws UserException if there is none; the sentence says how to get it, or which are there
     */
    public ModelPlace require(String text) {
        return find(text).orElseThrow(() -> new UserException(missing(text)));
    }

    /**
     * {@return a sentence: that it is not here, and how to get it, or which are here}
     *
     * @param text what was given as a model's name
     */
    public String missing(String text) {
        String begin = "There is no model \"" + text.strip() + "\" on this machine; ";
        Optional<CatalogueModel> published = Catalogue.find(text.strip());
        if (published.isPresent()) {
            return begin
                    + "get it in Plugins > DiffSeg > DiffSeg Models..., or with: diffseg models get "
                    + published.get().name();
        }
        return begin
                + "there are "
                + places().stream().map(ModelPlace::name).collect(Collectors.joining(", "))
                + "; give one of these or the path of a model, or get more in Plugins > DiffSeg >"
                + " DiffSeg Models...";
    }

    /**
     * {@return the name of the model that dialogs shall offer first: the one that the user has set,
     * while it is there, else the embedded one. Macros and command lines do not follow it: they
     * mean the same on every machine}
     */
    public String preferred() {
        String name = UserModels.read(settingsFile()).preferred();
        return name == null || find(name).isEmpty() ? ModelPlace.EMBEDDED : name;
    }

    /**
     * Makes a model the one that dialogs offer.
     *
     * @param name of a model that dialogs shall offer first
     * @throws UserException if there is none of this name, or the settings cannot be written
     */
    public void prefer(String name) {
        ModelPlace place = require(name);
        UserModels user = UserModels.read(settingsFile());
        user.prefer(place.name());
        user.write(settingsFile());
    }

    /**
     * Makes the models at a place known by name; its files stay where they are.
     *
     * @param path a model's folder, a checkpoint file, or a folder with such
     * @return the models that have become known by it; their names may have got an addition
     * @throws UserException if there is no model, or the settings cannot be written
     */
    public List<ModelPlace> add(Path path) {
        Path place = path.toAbsolutePath().normalize();
        if (!Files.exists(place)) {
            throw new UserException("There is nothing at " + place);
        }
        List<ModelPlace> there = ModelSearch.in(place, ModelOrigin.ADDED);
        if (there.isEmpty()) {
            throw new UserException(
                    place
                            + " is no model and holds none: a model is a folder with unet and vae"
                            + " (diffusers' layout), or a .safetensors file"
                            + pickled(place));
        }
        UserModels user = UserModels.read(settingsFile());
        user.add(place);
        user.write(settingsFile());
        Set<Path> paths =
                there.stream().map(model -> model.path().orElseThrow()).collect(Collectors.toSet());
        return places().stream()
                .filter(model -> model.path().filter(paths::contains).isPresent())
                .toList();
    }

    /**
     * Takes a model out of the library. Only files that DiffSeg has loaded or imported are deleted;
     * what a user has added stays where it is and is forgotten.
     *
     * @param text a model's name, or the path of a place that was added
     * @return what was done, one sentence
     * @throws UserException if there is none, if its files are another program's, or if they cannot
     *     be deleted
     */
    public String remove(String text) {
        UserModels user = UserModels.read(settingsFile());
        Optional<ModelPlace> found = find(text);
        Path path =
                found.flatMap(ModelPlace::path)
                        .orElseGet(() -> Path.of(text.strip()).toAbsolutePath().normalize());
        if (user.remove(path)) {
            user.write(settingsFile());
            return path + " is not listed any more; its files were left as they are";
        }
        List<Path> unfinished =
                UnfinishedDownload.all(
                        modelsFolder(),
                        Catalogue.find(text.strip())
                                .map(CatalogueModel::name)
                                .orElse(text.strip().replaceFirst(".*/", "")));
        if (found.isEmpty() && !unfinished.isEmpty()) {
            unfinished.forEach(ModelFiles::remove);
            return "The unfinished download of " + text.strip() + " was removed";
        }
        ModelPlace place = found.orElseThrow(() -> new UserException(missing(text)));
        switch (place.origin()) {
            case DOWNLOADED:
                ModelFiles.remove(path);
                return place.name() + " was removed from " + path.getParent();
            case ADDED:
                throw new UserException(
                        place.name()
                                + " lies in a folder that was added as a whole ("
                                + user.added().stream()
                                        .filter(path::startsWith)
                                        .map(Path::toString)
                                        .collect(Collectors.joining(" and "))
                                + "); remove that folder from the list by its path");
            case EMBEDDED:
                throw new UserException("The embedded model is a part of the plugin and stays");
            default:
                throw new UserException(
                        place.name()
                                + " belongs to another program ("
                                + place.origin()
                                + ", "
                                + path
                                + "); remove it there");
        }
    }

    private static String pickled(Path place) {
        return place.getFileName().toString().matches("(?i).*\\.(ckpt|pt|pth|bin)")
                ? "; files of this kind can run programs of others and are not read: save it as"
                        + " .safetensors in the program that made it"
                : "";
    }
}
