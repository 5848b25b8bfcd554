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
import java.util.Optional;
import java.util.function.BiFunction;
import javax.swing.table.AbstractTableModel;

/** The models that are worth getting, a row each. */
final class CatalogueTable extends AbstractTableModel {

    private static final long serialVersionUID = 1L;

    private record Column(
            String title, int width, BiFunction<CatalogueModel, Inventory, String> text) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("Name", 190, (row, all) -> row.title()),
                    new Column("Good for", 400, (row, all) -> row.goodFor()),
                    new Column("Download", 90, (row, all) -> size(row)),
                    new Column("Licence", 200, (row, all) -> row.licence().orElse("see its card")),
                    new Column("Sees images at", 100, (row, all) -> row.workingSize() + " px"),
                    new Column(
                            "Time per image",
                            100,
                            (row, all) -> ImageTime.of(row, all.measured())));

    private transient Inventory inventory =
            new Inventory(List.of(), List.of(), "", Optional.empty());

    private static String size(CatalogueModel model) {
        return String.format(Locale.ROOT, "about %.1f GB", model.gigabytes());
    }

    void show(Inventory current) {
        inventory = current;
        fireTableDataChanged();
    }

    CatalogueModel row(int index) {
        return inventory.worthGetting().get(index);
    }

    int width(int column) {
        return COLUMNS.get(column).width();
    }

    @Override
    public int getRowCount() {
        return inventory.worthGetting().size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column).title();
    }

    @Override
    public String getValueAt(int row, int column) {
        return COLUMNS.get(column).text().apply(row(row), inventory);
    }
}
