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

import io.github.diffseg.library.CatalogueModel;
import java.util.List;
import java.util.Locale;

/** The models that are worth getting, a row each. */
final class CatalogueTable extends ModelTable<CatalogueModel> {

    private static final long serialVersionUID = 1L;

    private static final List<Column<CatalogueModel>> COLUMNS =
            List.of(
                    new Column<>("Name", 190, (row, all) -> row.title()),
                    new Column<>("Good for", 400, (row, all) -> row.goodFor()),
                    new Column<>("Download", 90, (row, all) -> size(row)),
                    new Column<>(
                            "Licence", 200, (row, all) -> row.licence().orElse("see its card")),
                    new Column<>("Sees images at", 100, (row, all) -> row.workingSize() + " px"),
                    new Column<>(
                            "Time per image",
                            100,
                            (row, all) -> ImageTime.of(row, all.measured())));

    CatalogueTable() {
        super(COLUMNS, Inventory::worthGetting);
    }

    private static String size(CatalogueModel model) {
        return String.format(Locale.ROOT, "about %.1f GB", model.gigabytes());
    }
}
