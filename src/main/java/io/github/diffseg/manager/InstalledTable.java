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

import io.github.diffseg.library.DownloadPlan;
import io.github.diffseg.manager.Inventory.Installed;
import java.util.List;

/** The models that are there, a row each. */
final class InstalledTable extends ModelTable<Installed> {

    private static final long serialVersionUID = 1L;

    /** Marks the model that dialogs offer first. */
    static final String DEFAULT_MARK = "  (default)";

    private static final List<Column<Installed>> COLUMNS =
            List.of(
                    new Column<>("Name", 190, InstalledTable::name),
                    new Column<>("Family", 220, InstalledTable::family),
                    new Column<>("Size", 70, (row, all) -> DownloadPlan.size(row.model().bytes())),
                    new Column<>("Weights", 70, (row, all) -> row.model().precision()),
                    new Column<>("Licence", 170, (row, all) -> row.model().licence().orElse("?")),
                    new Column<>("Files", 100, (row, all) -> row.check().toString()),
                    new Column<>(
                            "From", 150, (row, all) -> row.model().place().origin().toString()),
                    new Column<>(
                            "Time per image",
                            100,
                            (row, all) -> ImageTime.of(row.model(), all.measured())));

    InstalledTable() {
        super(COLUMNS, Inventory::installed);
    }

    private static String name(Installed row, Inventory all) {
        return row.name().equals(all.preferred()) ? row.name() + DEFAULT_MARK : row.name();
    }

    private static String family(Installed row, Inventory all) {
        return row.model().problem().isPresent() ? "cannot be used" : row.model().family();
    }
}
