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

import io.github.diffseg.download.Download;
import io.github.diffseg.download.FreeSpace;
import io.github.diffseg.download.HttpStatusException;
import io.github.diffseg.download.Retries;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.hub.HubClient;
import io.github.diffseg.hub.HubFile;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads a model from the hub: asked for first, only what is needed, gone on with by the next run
 * where this one ends, and there as a whole or not at all.
 */
public final class ModelDownload {

    /** A full disk troubles other programs, too. */
    private static final long MARGIN_BYTES = 200_000_000;

    private final ModelLibrary library;
    private final FreeSpace freeSpace;
    private final HubClient hub;

    /**
     * Loads models into a library.
     *
     * @param library where the model shall be
     */
    public ModelDownload(ModelLibrary library) {
        this(library, FreeSpace.OF_SYSTEM, Retries.STANDARD);
    }

    ModelDownload(ModelLibrary library, FreeSpace freeSpace, Retries retries) {
        this.library = library;
        this.freeSpace = freeSpace;
        this.hub = new HubClient(library.hub(), retries);
    }

    /**
     * {@return the model, which may have been here before}
     *
     * @param text a name of the catalogue, or {@code ORG/NAME} on the hub
     * @param consent asked before anything is loaded; not asked if the model is here already
     * @param progress told bytes and remaining time; cancelling keeps what has arrived
     * @throws UserException if there is none of this name, if the user does not agree, or if it
     *     cannot be loaded; the sentence says what to do
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public ModelPlace get(String text, Consent consent, Progress progress) {
        Optional<ModelPlace> there = library.find(text).filter(ModelDownload::isWhole);
        if (there.isPresent()) {
            return there.get();
        }
        Optional<CatalogueModel> known = Catalogue.find(text.strip());
        String repository = known.map(CatalogueModel::repository).orElse(text.strip());
        if (!repository.matches("[\\w-][\\w.-]*/[\\w-][\\w.-]*") || repository.contains("..")) {
            throw new UserException(library.missing(text));
        }
        library.hub()
                .offline()
                .ifPresent(
                        variable -> {
                            throw new UserException(
                                    "The environment variable "
                                            + variable
                                            + " forbids to use the network, so "
                                            + repository
                                            + " is not loaded; unset it, or import the model from"
                                            + " another computer");
                        });
        try {
            DownloadPlan plan = new DownloadPlanner(hub, repository, known, progress).plan();
            if (!consent.to(plan)) {
                throw new UserException(
                        plan.terms()
                                + "; nothing was loaded: agree to it with accept_licence=true in a"
                                + " macro, --accept-licence on the command line");
            }
            return load(plan, progress);
        } catch (IOException e) {
            throw new UserException(DownloadFailure.sentence(repository, e), e);
        }
    }

    /** The hub's library also keeps parts of models, such as a configuration alone. */
    private static boolean isWhole(ModelPlace place) {
        return place.origin() != ModelOrigin.HUB_CACHE
                || ModelFiles.in(place.path().orElseThrow().resolve("unet")).stream()
                        .anyMatch(ModelSearch::isCheckpoint);
    }

    private ModelPlace load(DownloadPlan plan, Progress progress) throws IOException {
        Path models = library.modelsFolder();
        Path target = models.resolve(plan.name());
        if (Files.exists(target)) {
            throw new IOException(target + " is there already; move it away or remove it first");
        }
        Path unfinished = UnfinishedDownload.folder(models, plan.name(), plan.commit());
        Files.createDirectories(unfinished);
        List<Step> steps = steps(plan, unfinished);
        requireSpace(steps, models);
        DownloadProgress told = new DownloadProgress(plan.name(), plan.bytes(), progress);
        Receipt receipt =
                new Receipt(plan.repository(), plan.commit(), plan.licence().orElse(null));
        for (Step step : steps) {
            Path file = step.target();
            if (!step.isDone()) {
                run(step, plan, told, progress);
            }
            told.finished(Files.size(file));
            receipt.add(
                    step.file().path(),
                    Files.size(file),
                    step.file().hash().map(hash -> hash.hex()).orElse(""));
        }
        receipt.write(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        for (Path other : UnfinishedDownload.all(models, plan.name())) {
            ModelFiles.delete(other);
        }
        ModelPlace place = library.require(plan.name());
        new ModelChecks(library).remember(place, true);
        return place;
    }

    private void run(Step step, DownloadPlan plan, DownloadProgress told, Progress progress)
            throws IOException {
        try {
            step.download().run(told.of(step.file().path()), progress);
        } catch (HttpStatusException e) {
            throw hub.refusal(e, plan.repository(), plan.commit());
        }
    }

    /** One file on its way; what was finished by an earlier run had the right hash then. */
    private record Step(HubFile file, Path target, Download download) {

        boolean isDone() throws IOException {
            return Files.isRegularFile(target)
                    && (file.size().isEmpty() || Files.size(target) == file.size().getAsLong());
        }

        long rest() throws IOException {
            return isDone() ? 0 : Math.max(0, file.size().orElse(0) - download.begun());
        }
    }

    private List<Step> steps(DownloadPlan plan, Path folder) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (HubFile file : plan.files()) {
            Path target = folder.resolve(file.path());
            Files.createDirectories(target.getParent());
            steps.add(new Step(file, target, hub.download(file, target)));
        }
        return steps;
    }

    private void requireSpace(List<Step> steps, Path folder) throws IOException {
        long rest = 0;
        for (Step step : steps) {
            rest += step.rest();
        }
        long free = freeSpace.at(folder);
        if (rest > 0 && rest + MARGIN_BYTES > free) {
            throw new IOException(
                    "it needs "
                            + DownloadPlan.size(rest + MARGIN_BYTES)
                            + " in "
                            + folder
                            + ", where "
                            + DownloadPlan.size(free)
                            + " are free; make room there, or name another folder with -D"
                            + ModelLibrary.MODELS_PROPERTY
                            + "=FOLDER");
        }
    }
}
