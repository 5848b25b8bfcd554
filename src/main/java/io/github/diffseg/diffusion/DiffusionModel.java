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

package io.github.diffseg.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.StoredNetwork;
import io.github.diffseg.model.TensorStore;
import io.github.diffseg.progress.Progress;
import java.util.List;

/**
 * A latent diffusion model on one device, ready to be run: VAE encoder and UNet, conditioned on the
 * empty prompt. Closing it frees its native memory.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class DiffusionModel implements AutoCloseable {

    private static final String STEP = "Opening the model";

    private final StoredModel stored;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final NDManager manager;
    private final Operators operators;
    private final VaeEncoder vaeEncoder;
    private final Unet unet;

    private DiffusionModel(
            StoredModel stored,
            ComputeDevice device,
            NetworkPrecision precision,
            Progress progress) {
        this.stored = stored;
        this.device = device;
        this.precision = precision;
        manager = TorchEngine.newManager(device);
        Operators opened = null;
        try {
            opened = new Operators(device);
            operators = opened;
            if (precision.compute() != ComputePrecision.FLOAT32) {
                operators.allowRoundedConvolutions();
            }
            StoredNetwork storedUnet = stored.unet();
            StoredNetwork storedVae = stored.vae();
            UnetConfig unetConfig =
                    UnetConfigParser.parse(storedUnet.config(), storedUnet.configSource());
            VaeConfig vaeConfig = VaeConfig.parse(storedVae.config(), storedVae.configSource());
            requireSameLatent(stored, unetConfig, vaeConfig);
            progress.report(STEP, 0);
            PromptEmbedding prompt = new EmptyPrompt(stored, manager, operators).embedding();
            progress.checkCancelled();
            progress.report(STEP, 0.1);
            try (TensorStore vae = storedVae.open()) {
                Weights weights =
                        new Weights(vae, manager, operators, vaePrecision(vaeConfig, precision));
                vaeEncoder = VaeEncoder.load(weights, vaeConfig);
            }
            progress.checkCancelled();
            progress.report(STEP, 0.2);
            try (TensorStore store = storedUnet.open()) {
                Weights weights = new Weights(store, manager, operators, precision);
                unet = Unet.load(weights, unetConfig, prompt);
            }
            progress.report(STEP, 1);
        } catch (RuntimeException | Error e) {
            if (opened != null) {
                opened.close();
            }
            manager.close();
            throw e;
        }
    }

    /**
     * {@return the model, to be closed by the caller}
     *
     * @param stored the model
     * @param device where it shall run
     * @param precision the number formats; where compute is float16 and the VAE says that it
     *     overflows there ({@code force_upcast}), the VAE computes in float32
     * @param progress told how far the opening is
     * @throws ModelException if its content is incomplete or of a kind that DiffSeg cannot use; the
     *     message names file, tensor or field
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static DiffusionModel open(
            StoredModel stored,
            ComputeDevice device,
            NetworkPrecision precision,
            Progress progress) {
        return new DiffusionModel(stored, device, precision, progress);
    }

    /** {@return where the model runs} */
    public ComputeDevice device() {
        return device;
    }

    /**
     * {@return a manager on the model's device for the arrays of one pass, to be closed by the
     * caller}
     */
    public NDManager newPassManager() {
        return manager.newSubManager();
    }

    /** {@return the operators of the model's device} */
    public Operators operators() {
        return operators;
    }

    /** {@return the network that makes a latent of an image} */
    public VaeEncoder vaeEncoder() {
        return vaeEncoder;
    }

    /** {@return the network that makes self-attention maps of a latent} */
    public Unet unet() {
        return unet;
    }

    /**
     * Adds the noise of a timestep, always the same for a shape.
     *
     * @param latent {@code [1, channels, height, width]} float32; not changed
     * @param timestep in [0, 999]
     * @return the noised latent, beside the other
     * @throws ModelException if the model says that its noise is of another kind than Stable
     *     Diffusion's
     */
    public NDArray noised(NDArray latent, int timestep) {
        NoiseSchedule.require(stored);
        return ForwardNoise.add(latent, timestep);
    }

    /**
     * Encodes words for the cross-attentions of this UNet.
     *
     * @param words at least one
     * @return their keys, to be closed by the caller, or with this
     * @throws ModelException if the model has no text encoder or no vocabulary
     */
    public WordKeys wordKeys(List<String> words) {
        if (stored.textEncoders().isEmpty()) {
            throw new ModelException(
                    "names is \""
                            + String.join(",", words)
                            + "\", but "
                            + stored.name()
                            + " has no text encoder to read it; choose a model with one, such as"
                            + " Stable Diffusion 1.5, or leave names empty");
        }
        return new WordKeys(stored, words, manager, operators, precision);
    }

    /** {@return how much of the device's memory an image takes} */
    public MemoryEstimate memoryEstimate() {
        return MemoryEstimates.of(vaeEncoder.config(), unet.config(), device, precision.compute());
    }

    /**
     * {@return the number that both sides of an image must be multiples of, so that the attention
     * grids of all resolutions nest: 64 for Stable Diffusion}
     */
    public int sizeMultiple() {
        return vaeEncoder.config().downsampling() * unet.config().downsampling();
    }

    @Override
    public void close() {
        operators.close();
        manager.close();
    }

    /** What overflows in float16 is computed in float32. */
    static NetworkPrecision vaePrecision(VaeConfig config, NetworkPrecision precision) {
        boolean overflows =
                config.overflowsInFloat16() && precision.compute() == ComputePrecision.FLOAT16;
        return overflows ? precision.withCompute(ComputePrecision.FLOAT32) : precision;
    }

    private static void requireSameLatent(StoredModel stored, UnetConfig unet, VaeConfig vae) {
        if (unet.inChannels() != vae.latentChannels()) {
            throw new ModelException(
                    stored.name()
                            + ": the UNet takes "
                            + unet.inChannels()
                            + " channels, the VAE gives "
                            + vae.latentChannels()
                            + (unet.inChannels() > vae.latentChannels()
                                    ? "; this is an inpainting or editing model: choose its"
                                            + " text-to-image original"
                                    : ""));
        }
    }
}
