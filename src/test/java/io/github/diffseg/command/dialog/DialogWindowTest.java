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

import static io.github.diffseg.explore.window.WindowDriver.await;
import static io.github.diffseg.explore.window.WindowDriver.onEventThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.IJ;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.command.BatchCommand;
import io.github.diffseg.command.EvaluateCommand;
import io.github.diffseg.command.ExploreCommand;
import io.github.diffseg.command.LargeImageCommand;
import io.github.diffseg.command.PyTorchCommand;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.command.WandCommand;
import io.github.diffseg.command.WandOptionsCommand;
import io.github.diffseg.explore.window.WindowDriver;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.manager.ModelsWindow;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFormattedTextField;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleCanceledException;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/** The dialogs as users see and fill them in. */
@Tag("display")
class DialogWindowTest {

    private static final int SCREEN_HEIGHT = 768;

    private static final String INSTALLED = "a model of this test";

    @TempDir private static Path models;

    private static Context context;
    @TempDir private static Path settings;

    private static String modelsBefore;
    private static String settingsBefore;

    private Module module;
    private Future<Boolean> answer;
    private Window window;

    @BeforeAll
    static void start() throws IOException {
        context = new Context();
        PlainWidgets.install(context);
        modelsBefore = System.getProperty(ModelLibrary.MODELS_PROPERTY);
        System.setProperty(ModelLibrary.MODELS_PROPERTY, models.toString());
        settingsBefore = System.getProperty(ModelLibrary.SETTINGS_PROPERTY);
        System.setProperty(ModelLibrary.SETTINGS_PROPERTY, settings.toString());
        ModelFixture.of("sd1").copyTo(models.resolve(INSTALLED));
    }

    @AfterAll
    static void stop() {
        context.dispose();
        restore(ModelLibrary.MODELS_PROPERTY, modelsBefore);
        restore(ModelLibrary.SETTINGS_PROPERTY, settingsBefore);
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @BeforeEach
    void needADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
    }

    @AfterEach
    void close() throws Exception {
        if (window != null) {
            onEventThread(
                    () -> {
                        window.dispose();
                        return null;
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SegmentCommand.class,
                ExploreCommand.class,
                WandCommand.class,
                WandOptionsCommand.class,
                BatchCommand.class,
                LargeImageCommand.class,
                EvaluateCommand.class
            })
    void firstWhatEverybodyNeedsAndTheRestOnDemand(Class<? extends Command> command)
            throws Exception {
        open(command);
        DialogRows rows = ((HasDialog) module.getDelegateObject()).dialog();
        List<String> expected = new ArrayList<>(rows.first());
        expected.remove("imp");
        assertEquals(expected, shownFields());
        press(DialogWindow.MORE);
        expected.addAll(rows.more());
        assertEquals(expected, shownFields());
        assertTrue(window.getHeight() <= SCREEN_HEIGHT, window.getHeight() + " pixels");
        press(DialogWindow.FEWER);
        press("Cancel");
        assertFalse(answer.get());
    }

    @Test
    void numbersShowWhatTheModelRecommendsAndStayZero() throws Exception {
        open(SegmentCommand.class);
        JFormattedTextField size = text(spinner("working_size"));
        await(() -> onEventThread(size::getText).equals("512 (recommended)"));
        type("working_size", "640");
        assertEquals(640, module.getInput("working_size"));
        type("working_size", "");
        assertEquals(0, module.getInput("working_size"));
        assertEquals("512 (recommended)", size.getText());
        type("working_size", "5000");
        assertEquals(0, module.getInput("working_size"), "above what is allowed");
        type("working_size", "recommended");
        onEventThread(
                () -> {
                    JSpinner spinner = spinner("working_size");
                    spinner.setValue(spinner.getNextValue());
                    return null;
                });
        assertEquals(576, module.getInput("working_size"), "the arrow goes on from 512");
        assertEquals("merge at the threshold", text(spinner("granularity")).getText());
        type("granularity", "0.35");
        assertEquals(0.35, module.getInput("granularity"));
        press("OK");
        assertTrue(answer.get());
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            assertTrue(
                    module.isInputResolved(item.getName())
                            || Service.class.isAssignableFrom(item.getType()),
                    item.getName());
        }
        assertEquals(0, module.getInput("timestep"), "left to the model");
    }

    /** Macros may say them, since they may say all settings. */
    @Test
    void whatAnImageInPartsRefusesIsNotAskedFor() throws Exception {
        open(LargeImageCommand.class);
        press(DialogWindow.MORE);
        for (String name : List.of("classifier", "vocabulary", "link", "centre_crop")) {
            assertNotNull(module.getInfo().getInput(name));
            assertFalse(shownFields().contains(name), name);
        }
        press(DialogWindow.FEWER);
        press("OK");
        assertTrue(answer.get());
        assertEquals("none", module.getInput("link"));
    }

    /** What was given last time must not act unseen. */
    @Test
    void changedValuesAreUnfolded() throws Exception {
        open(SegmentCommand.class, "timestep", 50);
        assertTrue(shownFields().contains("timestep"));
        press("Cancel");
        assertFalse(answer.get());
    }

    @Test
    void planesAreAskedForWhereThereAreSeveral() throws Exception {
        open(SegmentCommand.class);
        assertFalse(shownFields().contains("slices"));
        press("Cancel");
        assertFalse(answer.get());
        open(SegmentCommand.class, "imp", IJ.createImage("stack", "8-bit", 32, 32, 3));
        assertNotNull(label("stack</b> (32 x 32 pixels, 3 planes)"));
        assertTrue(shownFields().contains("slices"));
        press("Cancel");
        assertFalse(answer.get());
    }

    @Test
    void theImageIsNamed() throws Exception {
        open(SegmentCommand.class);
        assertNotNull(label("a &lt;b>.png</b> (40 x 30 pixels)"));
        press("Cancel");
    }

    @Test
    void aMissingFolderIsToldWhileTheDialogIsOpen() throws Exception {
        open(BatchCommand.class, "input", new File("/images"));
        await(
                () -> {
                    press("OK");
                    // The explanation of the first field may come after the first press
                    return label("\"Output folder\" (output) is empty") != null;
                });
        assertTrue(window.isShowing());
        press("Cancel");
        assertFalse(answer.get());
    }

    /** Swing would go back to the former value without a word. */
    @Test
    void whatIsNoValueIsToldWhileTheDialogIsOpen() throws Exception {
        open(SegmentCommand.class);
        for (String[] wrong :
                new String[][] {
                    {"granularity", "0,35", "a number, with a point for decimals, up to 100"},
                    {"working_size", "5000", "a whole number up to 4096"},
                    {"working_size", "10", "from 64 to 4096"},
                    {"minimum_area", "2.5", "a whole number, or \"keep all\""}
                }) {
            onEventThread(
                    () -> {
                        text(spinner(wrong[0])).setText(wrong[1]);
                        return null;
                    });
            await(
                    () -> {
                        press("OK");
                        return label(wrong[2]) != null;
                    });
            assertTrue(window.isShowing());
            type(wrong[0], "");
        }
        module.setInput("threshold", "0,5");
        await(
                () -> {
                    press("OK");
                    return label("threshold is \"0,5\"") != null;
                });
        module.setInput("threshold", "0.5");
        press("OK");
        assertTrue(answer.get());
    }

    @Test
    void modelsAreChosenByNameAndSayWhatTheyRecommend() throws Exception {
        open(SegmentCommand.class);
        JComboBox<?> models = choice("model");
        JFormattedTextField timestep = text(spinner("timestep"));
        await(() -> onEventThread(models::getItemCount) > 1);
        await(() -> onEventThread(timestep::getText).equals("1 (recommended)"));
        assertNotNull(label("A small starter"));
        assertEquals("embedded", onEventThread(() -> models.getItemAt(0)));
        choose(models, INSTALLED);
        assertEquals(INSTALLED, module.getInput("model"));
        await(() -> onEventThread(timestep::getText).equals("300 (recommended)"));
        assertNull(label("A small starter"));
        press("OK");
        assertTrue(answer.get());
        assertEquals(INSTALLED, module.getInput("model"));
        assertEquals(0, module.getInput("timestep"));
    }

    /** As when it was given in a dialog of last week. */
    @Test
    void aModelThatIsMissingIsToldAndStaysWhatWasGiven() throws Exception {
        open(SegmentCommand.class, "model", "my model of last week");
        await(() -> label("There is no model \"my model of last week\" on this machine") != null);
        assertEquals("recommended", text(spinner("timestep")).getText());
        press("OK");
        assertTrue(answer.get());
        assertEquals("my model of last week", module.getInput("model"));
    }

    /** A modal dialog would block the window in which models are got. */
    @Test
    void modelsCanBeGotWhileTheDialogWaits() throws Exception {
        open(SegmentCommand.class);
        press("Get more…");
        await(() -> WindowDriver.window(ModelsWindow.TITLE).isPresent());
        Window more = WindowDriver.window(ModelsWindow.TITLE).orElseThrow();
        assertEquals(Dialog.ModalExclusionType.APPLICATION_EXCLUDE, more.getModalExclusionType());
        onEventThread(
                () -> {
                    more.dispose();
                    return null;
                });
        ModelFixture.of("sd1").copyTo(models.resolve("another model"));
        try {
            onEventThread(
                    () -> {
                        WindowEvent back = new WindowEvent(window, WindowEvent.WINDOW_GAINED_FOCUS);
                        window.getWindowFocusListeners()[0].windowGainedFocus(back);
                        return null;
                    });
            JComboBox<?> offered = choice("model");
            await(() -> onEventThread(offered::getItemCount) == 3);
            assertEquals("embedded", onEventThread(offered::getSelectedItem));
        } finally {
            delete(models.resolve("another model"));
        }
        press("Cancel");
    }

    /** In place of SciJava's own, which would have one column. */
    @Test
    void theCommandAsksInThisDialog() throws Exception {
        try (Context withWindows = new Context()) {
            PlainWidgets.install(withWindows);
            PlainWidgets.showWindows(withWindows);
            Future<CommandModule> run =
                    withWindows.service(CommandService.class).run(BatchCommand.class, true);
            await(() -> WindowDriver.window("DiffSeg Batch...").isPresent());
            window = WindowDriver.window("DiffSeg Batch...").orElseThrow();
            press("Cancel");
            assertTrue(run.get().isCanceled());
        }
    }

    @Test
    void severalModelsCanBeTyped() throws Exception {
        open(EvaluateCommand.class);
        choose(choice("models"), "embedded, /models/sd");
        assertEquals("embedded, /models/sd", module.getInput("models"));
        press("Cancel");
    }

    @Test
    void aCheckpointAndWhatCompletesItCanBeTyped() throws Exception {
        open(SegmentCommand.class);
        assertTrue(onEventThread(choice("model")::isEditable));
        choose(choice("model"), "/a/dreamy.safetensors + /a/kl-f8.safetensors");
        await(() -> label("/a/dreamy.safetensors") != null);
        assertEquals("/a/dreamy.safetensors + /a/kl-f8.safetensors", module.getInput("model"));
        press("Cancel");
    }

    @Test
    void pytorchIsChosenFromWhatIsHereOrTyped() throws Exception {
        open(PyTorchCommand.class);
        JComboBox<?> choice = choice("pytorch");
        assertEquals("processor", onEventThread(choice::getSelectedItem));
        choose(choice, "/home/me/venv");
        assertEquals("/home/me/venv", module.getInput("pytorch"));
        press("Cancel");
    }

    @Test
    void theGeoJsonFileIsTypedOrChosen() throws Exception {
        open(SegmentCommand.class, "geojson", "/tmp/a.geojson");
        JTextField path = all(field("geojson"), JTextField.class).get(0);
        assertEquals("/tmp/a.geojson", path.getText());
        assertEquals("Browse…", all(field("geojson"), JButton.class).get(0).getText());
        onEventThread(
                () -> {
                    path.setText("/tmp/b.geojson");
                    return null;
                });
        assertEquals("/tmp/b.geojson", module.getInput("geojson"));
        press("Cancel");
    }

    private void open(Class<? extends Command> command, Object... inputs) throws Exception {
        module = context.service(CommandService.class).getCommand(command).createModule();
        context.inject(module.getDelegateObject());
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (Service.class.isAssignableFrom(item.getType()) || item.getType() == Context.class) {
                module.resolveInput(item.getName());
            }
        }
        Dialogs.resolveHidden(module);
        if (module.getInfo().getInput("imp") != null) {
            module.setInput("imp", Pictures.image("a <b>.png", 40, 30));
            module.resolveInput("imp");
        }
        for (int i = 0; i < inputs.length; i += 2) {
            module.setInput((String) inputs[i], inputs[i + 1]);
        }
        answer = CompletableFuture.supplyAsync(this::harvest);
        String title = module.getInfo().getTitle();
        await(() -> WindowDriver.window(title).isPresent());
        window = WindowDriver.window(title).orElseThrow();
    }

    private boolean harvest() {
        try {
            new DialogHarvester(context, module).harvest(module);
            return true;
        } catch (ModuleCanceledException e) {
            return false;
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> shownFields() throws Exception {
        return onEventThread(
                () -> {
                    List<String> names = new ArrayList<>();
                    for (JPanel panel : all(window, JPanel.class)) {
                        String name = panel.getName();
                        if (name != null
                                && module.getInfo().getInput(name) != null
                                && panel.isShowing()) {
                            names.add(name);
                        }
                    }
                    return names;
                });
    }

    private JLabel label(String part) throws Exception {
        return onEventThread(
                () ->
                        all(window, JLabel.class).stream()
                                .filter(JLabel::isShowing)
                                .filter(label -> String.valueOf(label.getText()).contains(part))
                                .findAny()
                                .orElse(null));
    }

    private void press(String button) throws Exception {
        onEventThread(
                () -> {
                    for (AbstractButton candidate : all(window, AbstractButton.class)) {
                        if (button.equals(candidate.getText()) && candidate.isShowing()) {
                            candidate.doClick();
                            return null;
                        }
                    }
                    throw new AssertionError("no button " + button);
                });
    }

    private void type(String name, String text) throws Exception {
        onEventThread(
                () -> {
                    text(spinner(name)).setText(text);
                    try {
                        spinner(name).commitEdit();
                    } catch (ParseException e) {
                        text(spinner(name)).setValue(spinner(name).getValue());
                    }
                    return null;
                });
    }

    private static void choose(JComboBox<?> choice, Object value) throws Exception {
        onEventThread(
                () -> {
                    choice.setSelectedItem(value);
                    return null;
                });
    }

    private JSpinner spinner(String name) {
        return all(field(name), JSpinner.class).get(0);
    }

    private JComboBox<?> choice(String name) {
        return all(field(name), JComboBox.class).get(0);
    }

    private JPanel field(String name) {
        return WindowDriver.find(window, name, JPanel.class);
    }

    private static JFormattedTextField text(JSpinner spinner) {
        return ((JSpinner.DefaultEditor) spinner.getEditor()).getTextField();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static <C extends Component> List<C> all(Container in, Class<C> type) {
        List<C> found = new ArrayList<>();
        for (Component component : in.getComponents()) {
            if (type.isInstance(component)) {
                found.add(type.cast(component));
            }
            if (component instanceof Container container) {
                found.addAll(all(container, type));
            }
        }
        return found;
    }
}
