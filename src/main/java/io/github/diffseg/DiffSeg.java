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

package io.github.diffseg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.attention.AggregatedAttention;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.attention.HeadMeans;
import io.github.diffseg.attention.WordAttention;
import io.github.diffseg.diffusion.DiffusionModel;
import io.github.diffseg.diffusion.MemoryEstimate;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.diffusion.WordKeys;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.TorchFailure;
import io.github.diffseg.engine.memory.DeviceMemory;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.MirroredMargin;
import io.github.diffseg.image.RgbResampling;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.UnchangedFiles;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.UnusableAttentionException;
import java.time.Duration;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * Unsupervised, zero-shot segmentation from the self-attention of a diffusion model (Tian et al.,
 * "Diffuse, Attend, and Segment", CVPR 2024).
 *
 * <p>Open a model, let it look at an image once, and segment the attention as often as you like:
 *
 * <pre>{@code
 * try (DiffSeg diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
 *         Attention attention = diffSeg.attend(image, settings, Progress.NONE)) {
 *     Segmentation coarse = attention.segment(coarser, image, mask, Progress.NONE);
 *     Segmentation fine = attention.segment(finer, image, mask, Progress.NONE);
 * }
 * }</pre>
 *
 * <p>One call at a time: the methods are synchronized.
 */
public final class DiffSeg implements AutoCloseable {

    private final StoredModel stored;
    private final DiffusionModel model;
    private final NetworkPrecision precision;
    private final UnchangedFiles files;
    private volatile String modelHash;
    private Names keptNames = Names.NONE;
    private WordKeys keptKeys;

    private DiffSeg(
            StoredModel stored,
            DiffusionModel model,
            NetworkPrecision precision,
            UnchangedFiles files) {
        this.stored = stored;
        this.model = model;
        this.precision = precision;
        this.files = files;
    }

    /**
     * Opens a model on a device; the caller closes it.
     *
     * @param stored the diffusion model
     * @param device where it shall run
     * @param progress told how far the opening is
     * @throws io.github.diffseg.model.ModelException if the model is incomplete or of a kind that
     *     cannot be used; the message says which tensor, field or file is wrong
     * @throws io.github.diffseg.failure.UserException if the engine does not start
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static DiffSeg open(StoredModel stored, ComputeDevice device, Progress progress) {
        return open(stored, device, NetworkPrecision.defaultFor(device), progress);
    }

    /**
     * As {@link #open(StoredModel, ComputeDevice, Progress)}, in other number formats than the
     * device's default.
     *
     * @param stored the diffusion model
     * @param device where it shall run
     * @param precision the networks' number formats
     * @param progress told how far the opening is
     * @return the opened model, to be closed by the caller
     */
    public static DiffSeg open(
            StoredModel stored,
            ComputeDevice device,
            NetworkPrecision precision,
            Progress progress) {
        UnchangedFiles files = stored.unchangedFiles();
        DiffusionModel model =
                TorchFailure.inWords(
                        device,
                        "choose another device or a smaller model, or close other programs",
                        () -> DiffusionModel.open(stored, device, precision, progress));
        return new DiffSeg(stored, model, precision, files);
    }

    /**
     * Opens the same model once more, so that two images can be computed side by side: one object
     * does one at a time. Weights that are files stay the same memory.
     *
     * @return the same model, to be closed by the caller
     */
    public DiffSeg another() {
        DiffSeg another = open(stored, device(), precision, Progress.NONE);
        another.modelHash = modelHash;
        return another;
    }

    /**
     * {@return how many bytes an image takes at most beside the weights, see {@link
     * MemoryEstimate}}
     *
     * @param height at which the network sees it, in pixels
     * @param width at which the network sees it, in pixels
     */
    public long bytesOfImage(int height, int width) {
        return model.memoryEstimate().bytes(height, width);
    }

    /**
     * Runs the expensive half: VAE encoder, one UNet evaluation, aggregation of its self-attention.
     *
     * @param image the plane as the user sees it, {@code [width, height]}, at least 16 pixels a
     *     side
     * @param settings working size, timestep, aggregation
     * @param progress told of each layer; cancelling takes effect before the next
     * @return the attention tensor, to be closed by the caller; it does not need this object any
     *     more
     * @throws IllegalArgumentException if the image does not fit the settings
     * @throws io.github.diffseg.model.ModelException if a file of the model has changed since it
     *     was opened; weights are used where they lie
     * @throws io.github.diffseg.engine.NotEnoughMemoryException if the machine or the device has
     *     too little memory for them; the message names a size to try
     * @throws io.github.diffseg.engine.EngineException if the engine fails otherwise
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Attention attend(
            RandomAccessibleInterval<ARGBType> image,
            AttentionSettings settings,
            Progress progress) {
        return attend(image, settings, model.vaeEncoder().config().reachOfPadding(), progress);
    }

    /**
     * As {@link #attend(RandomAccessibleInterval, AttentionSettings, Progress)}.
     *
     * @param margin by how many pixels of the working size the encoder sees the image continued at
     *     its right and its lower edge; 0 as diffusers does
     */
    synchronized Attention attend(
            RandomAccessibleInterval<ARGBType> image,
            AttentionSettings settings,
            int margin,
            Progress progress) {
        WorkingSize size = workingSize(image, settings, settings.workingSize());
        MemoryEstimate estimate = model.memoryEstimate();
        long needed = estimate.bytes(size.height(), size.width());
        new MemoryCheck(estimate, model.device(), DeviceMemory.available(model.device(), needed))
                .require(size, model.sizeMultiple(), side -> workingSize(image, settings, side));
        files.require();
        read(settings.names());
        Attention attention =
                TorchFailure.inWords(
                        model.device(),
                        MemoryCheck.remedy(size, model.sizeMultiple()),
                        () -> attend(image, settings, size, margin, progress));
        try {
            files.require();
            return attention;
        } catch (ModelException e) {
            attention.close();
            throw e;
        }
    }

    private Attention attend(
            RandomAccessibleInterval<ARGBType> image,
            AttentionSettings settings,
            WorkingSize size,
            int margin,
            Progress progress) {
        Stopwatch stopwatch = new Stopwatch();
        NDManager owner = TorchEngine.newManager(model.device());
        try (NDManager pass = model.newPassManager();
                HeadMeans headMeans = new HeadMeans(pass, model.operators(), settings.features())) {
            float[] rgb = RgbResampling.resample(image, size);
            boolean plain = RgbResampling.isPlain(rgb);
            NDArray encoded = encode(rgb, size, margin, pass, progress);
            NDArray latent =
                    settings.noise() ? model.noised(encoded, settings.timestep()) : encoded;
            headMeans.latent(latent);
            model.operators().await(latent);
            Duration encoding = stopwatch.lap();
            List<AttentionMap> wordMaps =
                    record(latent, settings, plain, headMeans, pass, progress);
            model.operators().await(latent);
            Duration attending = stopwatch.lap();
            progress.report("Aggregating attention", 0);
            AggregatedAttention aggregate = headMeans.aggregate(settings.aggregation(), owner);
            if (plain) {
                // All that the network told apart is its own padding
                aggregate = aggregate.indifferent();
            }
            model.operators().await(aggregate.maps());
            return new Attention(
                    owner,
                    aggregate,
                    size,
                    settings.names(),
                    wordMaps,
                    encoding,
                    attending,
                    stopwatch.lap());
        } catch (UnusableAttentionException e) {
            owner.close();
            throw new UserException(e.getMessage() + "; " + remedy(), e);
        } catch (RuntimeException | Error e) {
            owner.close();
            throw e;
        }
    }

    /** {@return where the image attends to each of the words, if there are any} */
    private List<AttentionMap> record(
            NDArray latent,
            AttentionSettings settings,
            boolean plain,
            HeadMeans headMeans,
            NDManager pass,
            Progress progress) {
        int timestep = settings.timestep();
        if (settings.names().isEmpty()) {
            model.unet().recordSelfAttention(latent, timestep, headMeans, progress);
            return List.of();
        }
        try (WordAttention words = new WordAttention(pass, model.operators(), keptKeys)) {
            model.unet().recordAttention(latent, timestep, headMeans, words, progress);
            List<AttentionMap> maps = words.maps();
            return plain ? maps.stream().map(AttentionMap::indifferent).toList() : maps;
        }
    }

    /**
     * Reads words now rather than with the first image, and keeps what they mean to this model.
     *
     * @param names of segments; none may be given
     * @throws ModelException if the model has no text encoder or no vocabulary, or a word is none
     */
    public synchronized void read(Names names) {
        if (!names.isEmpty() && !names.equals(keptNames)) {
            keptNames = Names.NONE;
            if (keptKeys != null) {
                keptKeys.close();
            }
            keptKeys =
                    TorchFailure.inWords(
                            model.device(),
                            "close other programs, or leave names empty",
                            () -> model.wordKeys(names.words()));
            keptNames = names;
        }
    }

    private String remedy() {
        return precision.compute() == ComputePrecision.FLOAT32
                ? "its weights are damaged or not made for images: download the model again, or"
                        + " choose another"
                : "half precision may overflow: choose the precision float32";
    }

    /**
     * Hashes the model when it is first asked for, and never again while it is open.
     *
     * @param progress told how far the hashing is; may cancel
     * @return see {@link StoredModel#hash}
     * @throws ModelException if a file of the model has changed since it was opened
     */
    public String modelHash(Progress progress) {
        if (modelHash == null) {
            String hash = stored.hash(progress);
            files.require();
            modelHash = hash;
        }
        return modelHash;
    }

    /** {@return of what both sides of the network's input are multiples, in pixels} */
    public int sizeMultiple() {
        return model.sizeMultiple();
    }

    /** {@return the model that was opened} */
    public StoredModel storedModel() {
        return stored;
    }

    /** {@return where it runs} */
    public ComputeDevice device() {
        return model.device();
    }

    /** {@return the networks' number formats} */
    public NetworkPrecision precision() {
        return precision;
    }

    @Override
    public synchronized void close() {
        model.close();
    }

    private WorkingSize workingSize(
            RandomAccessibleInterval<ARGBType> image, AttentionSettings settings, int shortSide) {
        return WorkingSize.of(
                Math.toIntExact(image.dimension(0)),
                Math.toIntExact(image.dimension(1)),
                shortSide,
                model.sizeMultiple(),
                settings.centreCrop());
    }

    private NDArray encode(
            float[] rgb, WorkingSize size, int margin, NDManager pass, Progress progress) {
        int height = size.height();
        int width = size.width();
        int factor = model.vaeEncoder().config().downsampling();
        float[] continued = MirroredMargin.add(rgb, height, width, margin);
        Shape shape = new Shape(1, 3, height + margin, width + margin);
        try (NDArray input = pass.create(continued, shape);
                NDArray latent = model.vaeEncoder().encode(input, progress)) {
            return latent.get(
                            new NDIndex()
                                    .addAllDim(2)
                                    .addSliceDim(0, height / factor)
                                    .addSliceDim(0, width / factor))
                    .duplicate();
        }
    }
}
