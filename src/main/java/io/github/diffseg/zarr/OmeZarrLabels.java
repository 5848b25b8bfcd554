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

package io.github.diffseg.zarr;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.AtomicFolders;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/**
 * Writes labels as OME-Zarr (NGFF 0.4, section "labels"): a group in {@code labels}, of levels each
 * half as large as the one before, by nearest neighbours. In a file of their own the levels are the
 * picture of the file too, so that programs open it that look for no labels.
 *
 * @param bits of a label: 8, 16 or 32
 * @param pixelWidth in the unit
 * @param pixelHeight in the unit
 * @param unit as NGFF writes it, such as micrometer; empty if the pixels are not calibrated
 * @param provenance what the labels were made with, by name
 */
public record OmeZarrLabels(
        int bits,
        double pixelWidth,
        double pixelHeight,
        String unit,
        Map<String, String> provenance) {

    /** What the group of the labels is called. */
    public static final String NAME = "diffseg";

    private static final String VERSION = "0.4";
    private static final String LABELS = "labels";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * Refuses a place where something else is.
     *
     * @param target to be written
     * @throws IOException if it is neither free, nor labels of DiffSeg, nor an image of NGFF 0.4 or
     *     before, which the labels can be added to; the message is one sentence that names it
     */
    public static void check(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) || isOwn(target)) {
            return;
        }
        Optional<JsonDocument> image = image(target);
        if (image.isEmpty()) {
            throw new IOException(
                    target
                            + " is there already and is no label image of DiffSeg, nor an OME-Zarr"
                            + " image of version 0.4 to which labels could be added; choose another"
                            + " name");
        }
        Path group = target.resolve(LABELS).resolve(NAME);
        if (Files.exists(group) && attributes(group).filter(a -> a.has(NAME)).isEmpty()) {
            throw new IOException(group + " is there already and was not written by DiffSeg");
        }
    }

    private static Optional<JsonDocument> attributes(Path folder) throws IOException {
        ByteStore store = Address.of(folder.toString()).open();
        return JsonDocument.read(store, ZarrVersion2.ATTRIBUTES_FILE);
    }

    private static boolean isOwn(Path target) throws IOException {
        return attributes(target).filter(a -> a.has(NAME)).isPresent();
    }

    /** An image of others that labels can be added to. */
    private static Optional<JsonDocument> image(Path target) throws IOException {
        return attributes(target).filter(a -> a.has("multiscales") && !a.has(NAME));
    }

    /**
     * Writes the labels, as a file of their own, or into the image that is there.
     *
     * @param target a place that {@link #check} lets pass
     * @param labels {@code [width, height]}, 0 for none; read chunk by chunk
     * @param progress told how far it is; may cancel
     * @throws IOException if that fails; the message is one sentence that names the target. Nothing
     *     is left behind.
     */
    public void write(
            Path target, RandomAccessibleInterval<UnsignedIntType> labels, Progress progress)
            throws IOException {
        Optional<JsonDocument> image =
                Files.exists(target) ? image(target) : Optional.<JsonDocument>empty();
        if (image.isPresent()) {
            addTo(target, image.get(), labels, progress);
            return;
        }
        AtomicFolders.write(
                target,
                root -> {
                    List<String> axes = List.of("y", "x");
                    Path group = root.resolve(LABELS).resolve(NAME);
                    int levels = writeGroup(group, axes, labels, progress);
                    writeGroupFile(root.resolve(LABELS));
                    writeJson(root.resolve(LABELS), list(List.of(NAME)));
                    writeGroupFile(root);
                    JsonObject said = new JsonObject();
                    said.add("multiscales", multiscales(LABELS + "/" + NAME + "/", levels, axes));
                    said.add(NAME, GSON.toJsonTree(provenance));
                    writeJson(root, said);
                });
    }

    private void addTo(
            Path target,
            JsonDocument image,
            RandomAccessibleInterval<UnsignedIntType> labels,
            Progress progress)
            throws IOException {
        Path folder = target.resolve(LABELS);
        Files.createDirectories(folder);
        List<String> axes = axes(image);
        AtomicFolders.write(
                folder.resolve(NAME), group -> writeGroup(group, axes, labels, progress));
        Optional<JsonDocument> before = attributes(folder);
        JsonArray names = before.map(b -> b.list(LABELS)).orElse(new JsonArray());
        if (names.asList().stream().noneMatch(n -> n.getAsString().equals(NAME))) {
            names.add(NAME);
        }
        JsonObject said = before.map(JsonDocument::object).orElse(new JsonObject());
        said.add(LABELS, names);
        writeGroupFile(folder);
        writeJson(folder, said);
    }

    /** Those of the image but for its channels; labels have one element along each. */
    private static List<String> axes(JsonDocument image) {
        List<String> names =
                image.objects("multiscales").get(0).list("axes").asList().stream()
                        .map(OmeZarrLabels::axisName)
                        .toList();
        List<String> kept = names.stream().filter(name -> !name.equals("c")).toList();
        return kept.size() > 1 ? kept : List.of("y", "x");
    }

    private static String axisName(JsonElement axis) {
        return axis.isJsonObject()
                ? axis.getAsJsonObject().get("name").getAsString()
                : axis.getAsString();
    }

    /** {@return how many levels it has} */
    private int writeGroup(
            Path group,
            List<String> axes,
            RandomAccessibleInterval<UnsignedIntType> labels,
            Progress progress)
            throws IOException {
        LabelArray level =
                new LabelArray(
                        group.resolve("0"),
                        bits,
                        axes.size(),
                        labels.dimension(0),
                        labels.dimension(1));
        level.write(labels, progress);
        int levels = 1;
        while (!level.isOneChunk()) {
            LabelArray half = level.half(group.resolve(String.valueOf(levels)));
            half.writeHalfOf(level, progress);
            level = half;
            levels++;
        }
        writeGroupFile(group);
        JsonObject said = new JsonObject();
        said.add("multiscales", multiscales("", levels, axes));
        JsonObject source = new JsonObject();
        source.addProperty("image", "../../");
        JsonObject label = new JsonObject();
        label.addProperty("version", VERSION);
        label.add("source", source);
        said.add("image-label", label);
        said.add(NAME, GSON.toJsonTree(provenance));
        writeJson(group, said);
        return levels;
    }

    private JsonArray multiscales(String folder, int levels, List<String> axes) {
        JsonArray datasets = new JsonArray();
        for (int level = 0; level < levels; level++) {
            JsonArray scale = new JsonArray();
            for (String axis : axes) {
                double size = axis.equals("x") ? pixelWidth : axis.equals("y") ? pixelHeight : 1;
                scale.add(axis.equals("x") || axis.equals("y") ? size * (1L << level) : size);
            }
            JsonObject step = new JsonObject();
            step.addProperty("type", "scale");
            step.add("scale", scale);
            JsonArray steps = new JsonArray();
            steps.add(step);
            JsonObject dataset = new JsonObject();
            dataset.addProperty("path", folder + level);
            dataset.add("coordinateTransformations", steps);
            datasets.add(dataset);
        }
        JsonObject multiscale = new JsonObject();
        multiscale.addProperty("version", VERSION);
        multiscale.addProperty("name", NAME);
        multiscale.addProperty("type", "nearest");
        multiscale.add("axes", axes(axes));
        multiscale.add("datasets", datasets);
        JsonArray multiscales = new JsonArray();
        multiscales.add(multiscale);
        return multiscales;
    }

    private JsonArray axes(List<String> names) {
        JsonArray axes = new JsonArray();
        for (String name : names) {
            JsonObject axis = new JsonObject();
            axis.addProperty("name", name);
            axis.addProperty("type", name.equals("t") ? "time" : "space");
            if (!unit.isEmpty() && (name.equals("x") || name.equals("y"))) {
                axis.addProperty("unit", unit);
            }
            axes.add(axis);
        }
        return axes;
    }

    private static JsonObject list(List<String> names) {
        JsonObject said = new JsonObject();
        said.add(LABELS, GSON.toJsonTree(names));
        return said;
    }

    private static void writeGroupFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(ZarrVersion2.GROUP_FILE), "{\"zarr_format\": 2}");
    }

    private static void writeJson(Path folder, JsonObject said) throws IOException {
        AtomicFiles.writeStream(
                folder.resolve(ZarrVersion2.ATTRIBUTES_FILE),
                out -> out.write(GSON.toJson(said).getBytes(StandardCharsets.UTF_8)));
    }
}
