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

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;

/** What stands where in the window; what the buttons do is {@link ModelsActions}' matter. */
final class ModelsPanel extends JPanel {

    private static final long serialVersionUID = 1L;

    private static final int GAP = 6;
    private static final int MARGIN = 10;
    private static final int WIDTH = 1100;
    private static final int INSTALLED_HEIGHT = 130;
    private static final int CATALOGUE_HEIGHT = 256;
    private static final int ROW_HEIGHT = 21;
    private static final Color FAILED = new Color(0xA00000);

    final InstalledTable installed = new InstalledTable();
    final CatalogueTable worthGetting = new CatalogueTable();
    final JTable installedRows;
    final JTable worthGettingRows;

    private final List<JButton> buttons = new ArrayList<>();
    final JButton setDefault = button("Set as default", "Dialogs offer it first");
    final JButton check = button("Check files", "Compares the files with their published hashes");
    final JButton openFolder = button("Open folder", "Shows where it lies");
    final JButton export = button("Export as zip...", "One file, for computers without internet");
    final JButton remove = button("Remove...", "Deletes it if DiffSeg has loaded it");
    final JButton add =
            button("Add...", "A model's folder, a .safetensors file, or a folder with such");
    final JButton importZip = button("Import zip...", "What was exported on another computer");
    final JButton get = button("Get...", "Shows licence and size first");
    final JButton measure =
            button("Measure speed", "Times the embedded model; the others are estimated by it");
    final JButton cancel = new JButton("Cancel");

    private final JTextArea details = text("details", 2);
    private final JTextArea message = text("message", 2);
    private final JProgressBar progress = new JProgressBar(0, 1000);

    ModelsPanel() {
        super(new BorderLayout(GAP, GAP));
        setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
        installedRows = table("installed", installed);
        worthGettingRows = table("worth getting", worthGetting);
        installed.setWidths(installedRows);
        worthGetting.setWidths(worthGettingRows);
        JPanel upper = new JPanel(new BorderLayout(GAP, GAP));
        upper.add(title("On this computer"), BorderLayout.NORTH);
        upper.add(scroll(installedRows, INSTALLED_HEIGHT), BorderLayout.CENTER);
        JPanel below = new JPanel(new BorderLayout(GAP, GAP));
        below.add(details, BorderLayout.NORTH);
        below.add(
                row(
                        setDefault,
                        check,
                        openFolder,
                        export,
                        remove,
                        Box.createHorizontalStrut(MARGIN * 2),
                        add,
                        importZip),
                BorderLayout.SOUTH);
        upper.add(below, BorderLayout.SOUTH);

        JPanel lower = new JPanel(new BorderLayout(GAP, GAP));
        lower.add(title("Worth getting"), BorderLayout.NORTH);
        lower.add(scroll(worthGettingRows, CATALOGUE_HEIGHT), BorderLayout.CENTER);
        lower.add(row(get, Box.createHorizontalStrut(MARGIN * 2), measure), BorderLayout.SOUTH);

        JPanel both = new JPanel();
        both.setLayout(new BoxLayout(both, BoxLayout.Y_AXIS));
        both.add(upper);
        both.add(Box.createVerticalStrut(MARGIN));
        both.add(lower);
        add(both, BorderLayout.CENTER);
        add(bottom(), BorderLayout.SOUTH);
        free();
    }

    private JPanel bottom() {
        progress.setStringPainted(true);
        cancel.setName("Cancel");
        JPanel bar = new JPanel(new BorderLayout(GAP, 0));
        bar.add(progress, BorderLayout.CENTER);
        bar.add(cancel, BorderLayout.EAST);
        JPanel bottom = new JPanel(new BorderLayout(GAP, GAP));
        bottom.add(message, BorderLayout.CENTER);
        bottom.add(bar, BorderLayout.SOUTH);
        return bottom;
    }

    private JButton button(String text, String tip) {
        JButton button = new JButton(text);
        button.setName(text);
        button.setToolTipText(tip);
        buttons.add(button);
        return button;
    }

    private static JTable table(String name, AbstractTableModel model) {
        JTable table = new TableWithTips(model);
        table.setName(name);
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setRowHeight(ROW_HEIGHT);
        table.setShowVerticalLines(false);
        table.setFillsViewportHeight(true);
        table.getTableHeader().setReorderingAllowed(false);
        if (table.getTableHeader().getDefaultRenderer() instanceof JLabel label) {
            label.setHorizontalAlignment(SwingConstants.LEADING);
        }
        return table;
    }

    /** What does not fit into its cell can be read. */
    private static final class TableWithTips extends JTable {

        private static final long serialVersionUID = 1L;

        TableWithTips(AbstractTableModel model) {
            super(model);
        }

        @Override
        public String getToolTipText(MouseEvent e) {
            int row = rowAtPoint(e.getPoint());
            int column = columnAtPoint(e.getPoint());
            String text = row < 0 || column < 0 ? "" : String.valueOf(getValueAt(row, column));
            return text.isEmpty() ? null : text;
        }
    }

    private static JScrollPane scroll(JTable table, int height) {
        JScrollPane pane = new JScrollPane(table);
        pane.setPreferredSize(new Dimension(WIDTH, height));
        return pane;
    }

    private static JLabel title(String text) {
        JLabel label = new JLabel(text);
        label.setFont(label.getFont().deriveFont(Font.BOLD, label.getFont().getSize() + 2f));
        return label;
    }

    private static JPanel row(Component... parts) {
        JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, GAP, 0));
        for (Component part : parts) {
            row.add(part);
        }
        return row;
    }

    /** Wraps, and can be selected and copied. */
    private static JTextArea text(String name, int rows) {
        JTextArea text = new JTextArea(rows, 0);
        text.setName(name);
        text.setEditable(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setOpaque(false);
        text.setFont(new JLabel().getFont().deriveFont(Font.PLAIN));
        return text;
    }

    void details(String text) {
        details.setText(text);
    }

    void tell(String text) {
        message.setForeground(getForeground());
        message.setText(text);
    }

    void tellFailure(String text) {
        message.setForeground(FAILED);
        message.setText(text);
    }

    void report(String step, double fraction) {
        progress.setIndeterminate(fraction <= 0);
        progress.setValue((int) Math.round(fraction * progress.getMaximum()));
        progress.setString(step);
    }

    /** While something is done, nothing else can be begun. */
    void busy(String step) {
        buttons.forEach(button -> button.setEnabled(false));
        cancel.setEnabled(true);
        tell("");
        report(step, 0);
    }

    /** Nothing is done; the buttons that need a row are set by who knows the row. */
    void free() {
        buttons.forEach(button -> button.setEnabled(true));
        cancel.setEnabled(false);
        progress.setIndeterminate(false);
        progress.setValue(0);
        progress.setString("");
    }

    boolean isBusy() {
        return cancel.isEnabled();
    }
}
