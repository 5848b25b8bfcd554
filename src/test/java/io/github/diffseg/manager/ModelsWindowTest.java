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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.diffseg.download.FileServer;
import io.github.diffseg.hub.FakeHub;
import io.github.diffseg.library.FakeHome;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window as a user works with it, on a hub of this machine. */
@Tag("display")
class ModelsWindowTest {

    private static final String REPOSITORY = "segmind/tiny-sd";
    private static final String UNET = "unet/diffusion_pytorch_model.fp16.safetensors";
    private static final long PATIENCE_MILLISECONDS = 20_000;

    @TempDir private Path folder;
    private FakeHome home;
    private FakeHub hub;
    private Map<String, byte[]> files;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
        files = FakeHub.stableDiffusion();
        hub = new FakeHub().repository(REPOSITORY, files);
        home = new FakeHome(folder).variable("HF_ENDPOINT", hub.endpoint());
        SwingUtilities.invokeAndWait(() -> ModelsWindow.show(home.library()));
        await(() -> !panel().isBusy() && names().contains("embedded"));
    }

    @AfterEach
    void close() throws Exception {
        if (hub == null) {
            return;
        }
        hub.close();
        SwingUtilities.invokeAndWait(() -> window().dispose());
    }

    @Test
    void getsAModelAfterItsLicenceIsAgreedTo() throws Exception {
        click("Set as default", false);
        select("worth getting", "Tiny SD");
        click("Get...", true);
        await(() -> dialog().isPresent());
        assertFalse(find(dialog().get(), "get", AbstractButton.class).isEnabled());
        assertEquals(List.of(), hub.storeLog(), "nothing before it is agreed to");
        SwingUtilities.invokeAndWait(
                () -> {
                    find(dialog().get(), "agree", AbstractButton.class).doClick();
                    find(dialog().get(), "get", AbstractButton.class).doClick();
                });
        await(() -> names().contains("tiny-sd"));
        assertEquals("tiny-sd is here; choose it as Model in the dialogs", message());
        assertFalse(rows("worth getting").contains("Tiny SD"));

        select("installed", "tiny-sd");
        click("Check files", true);
        await(() -> message().startsWith("tiny-sd is right: 8 files have their published hash"));
        Path unet = home.library().modelsFolder().resolve("tiny-sd").resolve(UNET);
        Files.write(unet, new byte[100]);
        click("Check files", true);
        await(() -> message().startsWith("tiny-sd is damaged: " + unet + " is not as published"));
        assertTrue(cells("installed").contains("damaged"), cells("installed").toString());
    }

    @Test
    void cancelEndsADownloadThatStalls() throws Exception {
        hub.stored(files.get(UNET), FileServer.trickle(files.get(UNET), 20_000, 60_000));
        select("worth getting", "Tiny SD");
        click("Get...", true);
        await(() -> dialog().isPresent());
        SwingUtilities.invokeAndWait(
                () -> {
                    find(dialog().get(), "agree", AbstractButton.class).doClick();
                    find(dialog().get(), "get", AbstractButton.class).doClick();
                });
        await(() -> unfinished() > 0);
        click("Cancel", true);
        await(() -> !panel().isBusy());
        assertTrue(unfinished() > 0, "what has arrived is kept");
        assertFalse(names().contains("tiny-sd"));
    }

    private long unfinished() {
        try (Stream<Path> all = Files.walk(home.library().modelsFolder())) {
            // The small files before it arrive whole, and may do so after the button was clicked
            return all.filter(file -> file.endsWith(UNET + ".part"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void whoDoesNotAgreeGetsNothingAndNoReproach() throws Exception {
        select("worth getting", "Tiny SD");
        click("Get...", true);
        await(() -> dialog().isPresent());
        SwingUtilities.invokeAndWait(() -> dialog().get().dispose());
        await(() -> !panel().isBusy());
        assertEquals("", message());
        assertEquals(List.of(), hub.storeLog());
    }

    @Test
    void refusalsStandInTheWindow() throws Exception {
        select("worth getting", "Stable Diffusion 1.5");
        click("Get...", true);
        await(() -> !message().isEmpty());
        assertTrue(
                message()
                        .startsWith(
                                "stable-diffusion-v1-5/stable-diffusion-v1-5 cannot be loaded: the"
                                        + " hub has no model "),
                message());
    }

    @Test
    void addsSetsAsDefaultExportsAndRemoves() throws Exception {
        Path model = home.model("data/mine");
        ModelsActions actions = new ModelsActions(home.library(), panel());
        SwingUtilities.invokeAndWait(() -> actions.add(model));
        await(() -> names().contains("mine"));
        assertTrue(cells("installed").contains("cannot be used"), "it has no weights");
        select("installed", "mine");
        click("Set as default", false);
        Path zip = folder.resolve("mine.zip");
        SwingUtilities.invokeAndWait(() -> actions.export(panel().installed.row(1), zip));
        await(() -> message().equals("mine is in " + zip));
        SwingUtilities.invokeAndWait(() -> actions.remove(panel().installed.row(1)));
        await(() -> message().contains("is not listed any more"));
        SwingUtilities.invokeAndWait(() -> actions.importZip(zip));
        await(() -> names().contains("mine"));
        select("installed", "embedded");
        click("Set as default", true);
        await(() -> message().startsWith("embedded is what dialogs offer first"));
        assertTrue(cells("installed").contains("embedded" + InstalledTable.DEFAULT_MARK));
    }

    private static JFrame window() {
        for (Window window : Window.getWindows()) {
            if (window.isDisplayable() && ModelsWindow.TITLE.equals(window.getName())) {
                return (JFrame) window;
            }
        }
        throw new AssertionError("the window is not open");
    }

    private static Optional<Window> dialog() {
        return Stream.of(Window.getWindows())
                .filter(w -> w.isShowing() && LicenceDialog.NAME.equals(w.getName()))
                .findFirst();
    }

    private static ModelsPanel panel() {
        return (ModelsPanel) window().getContentPane();
    }

    private static String message() {
        return find(window(), "message", JTextArea.class).getText();
    }

    private static List<String> names() {
        return rows("installed").stream()
                .map(name -> name.replace(InstalledTable.DEFAULT_MARK, ""))
                .toList();
    }

    private static List<String> rows(String table) {
        JTable rows = find(window(), table, JTable.class);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.getRowCount(); i++) {
            names.add((String) rows.getValueAt(i, 0));
        }
        return names;
    }

    private static List<String> cells(String table) {
        JTable rows = find(window(), table, JTable.class);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.getRowCount(); i++) {
            for (int j = 0; j < rows.getColumnCount(); j++) {
                cells.add((String) rows.getValueAt(i, j));
            }
        }
        return cells;
    }

    private static void select(String table, String name) throws Exception {
        SwingUtilities.invokeAndWait(
                () -> {
                    int row = -1;
                    for (int i = 0; i < rows(table).size(); i++) {
                        boolean same = rows(table).get(i).replaceAll(" +\\(.*", "").equals(name);
                        row = same ? i : row;
                    }
                    find(window(), table, JTable.class).setRowSelectionInterval(row, row);
                });
    }

    private static void click(String button, boolean enabled) throws Exception {
        await(() -> enabled || !panel().isBusy());
        SwingUtilities.invokeAndWait(
                () -> {
                    AbstractButton found = find(window(), button, AbstractButton.class);
                    assertEquals(enabled, found.isEnabled(), button);
                    found.doClick(0);
                });
    }

    private static <T extends Component> T find(Container in, String name, Class<T> type) {
        for (Component component : in.getComponents()) {
            if (type.isInstance(component) && name.equals(component.getName())) {
                return type.cast(component);
            }
            if (component instanceof Container container) {
                T below = find(container, name, type);
                if (below != null) {
                    return below;
                }
            }
        }
        return null;
    }

    private static void await(BooleanSupplier wanted) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
        boolean[] there = new boolean[1];
        while (!there[0]) {
            assertTrue(System.currentTimeMillis() < end, "it does not come; message: " + message());
            SwingUtilities.invokeAndWait(() -> there[0] = wanted.getAsBoolean());
            Thread.sleep(10);
        }
    }
}
