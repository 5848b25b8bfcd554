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

package io.github.diffseg.command.dialog;

import java.awt.BorderLayout;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import javax.swing.JFormattedTextField;
import javax.swing.JFormattedTextField.AbstractFormatter;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import javax.swing.text.DefaultFormatterFactory;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;
import org.scijava.widget.WidgetStyle;

/**
 * A number whose least value stands for something else, which the field says instead: "512
 * (recommended)", "all". The parameter's style names it, as in {@code least:all}; macros go on
 * passing the number.
 */
@Plugin(type = InputWidget.class, priority = 1)
public final class LeastNumberWidget extends AbstractInputWidget<Number, JPanel>
        implements RecommendedWidget, CheckedWidget {

    /** The style of a number that is left to the model by its least value. */
    public static final String RECOMMENDED = "least:recommended";

    private static final String STYLE = "least";

    private JPanel component;
    private JSpinner spinner;
    private JFormattedTextField field;
    private String word;
    private String recommended;

    @Override
    public boolean supports(WidgetModel model) {
        return model.getPanel() instanceof DialogPanel && model.isNumber() && word(model) != null;
    }

    private static String word(WidgetModel model) {
        return WidgetStyle.getStyleModifier(model.getItem().getWidgetStyle(), STYLE);
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        word = word(model);
        spinner = new JSpinner(new Numbers(model));
        JSpinner.DefaultEditor editor = new JSpinner.NumberEditor(spinner);
        field = editor.getTextField();
        field.setFormatterFactory(new DefaultFormatterFactory(new Words()));
        // What is no value stays to be seen, and OK tells it
        field.setFocusLostBehavior(JFormattedTextField.COMMIT);
        field.setHorizontalAlignment(JFormattedTextField.LEADING);
        field.setToolTipText(model.getItem().getDescription());
        spinner.setEditor(editor);
        spinner.addChangeListener(event -> updateModel());
        component = new JPanel(new BorderLayout());
        component.setBorder(DialogSection.LIKE_SCIJAVA);
        component.add(spinner, BorderLayout.CENTER);
    }

    @Override
    public void recommend(Map<String, String> values) {
        if (get().isStyle(RECOMMENDED)) {
            recommended = values.get(get().getItem().getName());
            field.setValue(spinner.getValue());
        }
    }

    @Override
    public Optional<String> problem() {
        try {
            spinner.commitEdit();
            return Optional.empty();
        } catch (ParseException e) {
            Number most = get().getMax();
            return Optional.of(
                    get().getItem().getLabel()
                            + " is \""
                            + field.getText()
                            + "\"; it must be "
                            + (isWhole()
                                    ? "a whole number"
                                    : "a number, with a point for decimals,")
                            + (most.equals(Integer.MAX_VALUE) ? "" : " up to " + most)
                            + ", or \""
                            + word
                            + "\"");
        }
    }

    private boolean isWhole() {
        return get().getMin() instanceof Integer;
    }

    @Override
    public Number getValue() {
        return (Number) spinner.getValue();
    }

    @Override
    public void refreshWidget() {
        if (!get().getValue().equals(spinner.getValue())) {
            spinner.setValue(get().getValue());
        }
    }

    @Override
    public JPanel getComponent() {
        return component;
    }

    @Override
    public Class<JPanel> getComponentType() {
        return JPanel.class;
    }

    private boolean isLeast(Object value) {
        return ((Number) value).doubleValue() == get().getMin().doubleValue();
    }

    private String named() {
        return recommended == null ? word : recommended + " (" + word + ")";
    }

    /** The arrows go on from what is recommended, as that is what the field shows. */
    private final class Numbers extends SpinnerNumberModel {

        private static final long serialVersionUID = 1L;

        Numbers(WidgetModel model) {
            super(
                    (Number) model.getValue(),
                    (Comparable<?>) model.getMin(),
                    (Comparable<?>) model.getMax(),
                    model.getStepSize());
        }

        @Override
        public Object getNextValue() {
            return showsRecommended() ? recommendedAnd(1) : super.getNextValue();
        }

        @Override
        public Object getPreviousValue() {
            return showsRecommended() ? recommendedAnd(-1) : super.getPreviousValue();
        }

        private boolean showsRecommended() {
            return recommended != null && isLeast(getNumber());
        }

        private Object recommendedAnd(int steps) {
            return Integer.parseInt(recommended) + steps * getStepSize().intValue();
        }
    }

    /** Writes the least value as a word, and reads that word, and no text, as the least value. */
    private final class Words extends AbstractFormatter {

        private static final long serialVersionUID = 1L;

        @Override
        public Object stringToValue(String text) throws ParseException {
            String typed = text.strip();
            if (typed.isEmpty() || typed.equals(named()) || typed.equals(word)) {
                return get().getMin();
            }
            try {
                Number number =
                        isWhole()
                                ? (Number) Integer.valueOf(typed)
                                : (Number) Double.valueOf(typed);
                if (number.doubleValue() >= get().getMin().doubleValue()
                        && number.doubleValue() <= get().getMax().doubleValue()) {
                    return number;
                }
                throw new ParseException(typed, 0);
            } catch (NumberFormatException e) {
                throw new ParseException(typed, 0);
            }
        }

        @Override
        public String valueToString(Object value) {
            if (value == null || isLeast(value)) {
                return named();
            }
            return value.toString();
        }
    }
}
