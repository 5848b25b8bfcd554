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

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.swing.JTable;
import javax.swing.table.AbstractTableModel;

/**
 * Models, a row each, as an inventory has them.
 *
 * @param <R> what a row is of
 */
class ModelTable<R> extends AbstractTableModel {

    private static final long serialVersionUID = 1L;

    /**
     * What a column shows.
     *
     * @param width in pixels
     * @param text of a row, in its inventory
     */
    record Column<R>(String title, int width, BiFunction<R, Inventory, String> text) {}

    private final transient List<Column<R>> columns;
    private final transient Function<Inventory, List<R>> rows;
    private transient Inventory inventory =
            new Inventory(List.of(), List.of(), "", Optional.empty());

    ModelTable(List<Column<R>> columns, Function<Inventory, List<R>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    final void show(Inventory current) {
        inventory = current;
        fireTableDataChanged();
    }

    final R row(int index) {
        return rows.apply(inventory).get(index);
    }

    final void setWidths(JTable table) {
        for (int i = 0; i < columns.size(); i++) {
            table.getColumnModel().getColumn(i).setPreferredWidth(columns.get(i).width());
        }
    }

    @Override
    public final int getRowCount() {
        return rows.apply(inventory).size();
    }

    @Override
    public final int getColumnCount() {
        return columns.size();
    }

    @Override
    public final String getColumnName(int column) {
        return columns.get(column).title();
    }

    @Override
    public final String getValueAt(int row, int column) {
        return columns.get(column).text().apply(row(row), inventory);
    }
}
