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

package io.github.diffseg.manager;

import io.github.diffseg.library.Catalogue;
import io.github.diffseg.library.CatalogueModel;
import io.github.diffseg.library.MeasuredTime;
import io.github.diffseg.library.ModelChecks;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.model.ModelDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the window shows, as it was at one moment.
 *
 * @param installed models that are there
 * @param worthGetting those of the catalogue that are not
 * @param preferred the name of the model that dialogs offer first
 * @param measured how fast this machine is, if that is known
 */
record Inventory(
        List<Installed> installed,
        List<CatalogueModel> worthGetting,
        String preferred,
        Optional<MeasuredTime> measured) {

    /** A model that is there, and whether its files were compared with their hashes. */
    record Installed(ModelDescription model, ModelChecks.State check) {

        String name() {
            return model.place().name();
        }
    }

    static Inventory of(ModelLibrary library) {
        ModelChecks checks = new ModelChecks(library);
        List<ModelPlace> places = library.places();
        List<Installed> installed = new ArrayList<>();
        for (ModelPlace place : places) {
            installed.add(new Installed(ModelDescription.of(place), checks.state(place)));
        }
        return new Inventory(
                installed,
                Catalogue.models().stream()
                        .filter(model -> places.stream().noneMatch(model::isAt))
                        .toList(),
                library.preferred(),
                MeasuredTime.read(library));
    }
}
