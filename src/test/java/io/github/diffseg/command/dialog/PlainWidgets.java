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

import java.io.File;
import java.lang.reflect.Proxy;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.scijava.Context;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.ui.UIService;
import org.scijava.ui.UserInterface;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** Stand for SciJava's widgets, whose library is not on Maven Central. */
final class PlainWidgets {

    private static final PluginInfo<UserInterface> INFO =
            new PluginInfo<>("windows", UserInterface.class);

    private PlainWidgets() {}

    static void install(Context context) {
        PluginInfo<InputWidget<?, ?>> info = new PluginInfo<>(Plain.class.getName(), type());
        context.service(PluginService.class).addPlugin(info);
    }

    /** Lets SciJava believe that it has windows. */
    static void showWindows(Context context) {
        UIService service = context.service(UIService.class);
        UserInterface windows =
                (UserInterface)
                        Proxy.newProxyInstance(
                                UserInterface.class.getClassLoader(),
                                new Class<?>[] {UserInterface.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "isVisible", "requiresEDT" -> true;
                                            case "getInfo" -> INFO;
                                            case "hashCode" -> 1;
                                            case "equals" -> proxy == arguments[0];
                                            case "toString" -> "windows";
                                            default -> null;
                                        });
        service.addUI(windows);
        service.setDefaultUI(windows);
    }

    @SuppressWarnings("unchecked")
    private static Class<InputWidget<?, ?>> type() {
        return (Class<InputWidget<?, ?>>) (Class<?>) InputWidget.class;
    }

    /** A box for what is true or false, a choice where there are some, else text. */
    public static final class Plain extends AbstractInputWidget<Object, JPanel> {

        private JPanel component;
        private JComponent control;

        @Override
        public boolean supports(WidgetModel model) {
            return model.isBoolean()
                    || model.isText()
                    || model.isNumber()
                    || model.isType(File.class);
        }

        @Override
        public void set(WidgetModel model) {
            super.set(model);
            control = control(model);
            component = new JPanel();
            component.add(control);
        }

        private JComponent control(WidgetModel model) {
            if (model.isBoolean()) {
                JCheckBox box = new JCheckBox("", (boolean) model.getValue());
                box.addActionListener(event -> updateModel());
                return box;
            }
            if (model.isMultipleChoice()) {
                JComboBox<String> choice = new JComboBox<>(model.getChoices());
                choice.setSelectedItem(model.getValue());
                choice.addActionListener(event -> updateModel());
                return choice;
            }
            JTextField text = new JTextField(model.getText(), 12);
            text.addActionListener(event -> updateModel());
            return text;
        }

        @Override
        public Object getValue() {
            if (control instanceof JCheckBox box) {
                return box.isSelected();
            }
            if (control instanceof JComboBox<?> choice) {
                return choice.getSelectedItem();
            }
            String text = ((JTextField) control).getText();
            return get().isType(File.class) ? new File(text) : text;
        }

        @Override
        public void refreshWidget() {}

        @Override
        public JPanel getComponent() {
            return component;
        }

        @Override
        public Class<JPanel> getComponentType() {
            return JPanel.class;
        }
    }
}
