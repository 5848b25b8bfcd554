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

package io.github.diffseg.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a UNet in the original layout, told from its tensors: {@code input_blocks.N} are
 * residual layers, each with a transformer or without, and between resolutions {@code op}, which
 * halves the map; {@code output_blocks.N} come back, {@code middle_block} is between. What the
 * tensors do not tell (head counts, groups of the norms) is the family's.
 */
final class UnetShape {

    /** By it a file is told to have a UNet; its inputs are the latent's channels. */
    static final String FIRST = "input_blocks.0.0.weight";

    private static final List<String> PREFIXES = List.of("model.diffusion_model.", "");
    private static final String DOWN = "input_blocks.";
    private static final String UP = "output_blocks.";
    private static final String RESNET = ".0.in_layers.2.weight";
    private static final String TRANSFORMER = ".1";
    private static final String KEY_OF_PROMPT = ".transformer_blocks.0.attn2.to_k.weight";
    static final String POOLED = "label_emb.0.0.weight";

    private final OriginalTensors tensors;
    private final TensorNames names = new TensorNames();

    /** For each resolution on the way down: transformer blocks of each layer. */
    private final List<List<Integer>> down = new ArrayList<>();

    /** The same on the way up, the coarsest first. */
    private final List<List<Integer>> up = new ArrayList<>();

    private final List<Long> channels = new ArrayList<>();
    private long crossAttentionWidth;
    private int middleDepth;
    private int middleResnets;

    private UnetShape(OriginalTensors tensors) {
        this.tensors = tensors;
        names.putAll("unet");
        readDown();
        readMiddle();
        readUp();
    }

    /**
     * {@return those of its UNet, if it has one in the original layout}
     *
     * @param tensors of a file
     */
    static Optional<OriginalTensors> find(TensorStore tensors) {
        return PREFIXES.stream()
                .map(prefix -> new OriginalTensors(tensors, prefix))
                .filter(network -> network.has(FIRST))
                .findFirst();
    }

    /**
     * @throws ModelException if it is no UNet that DiffSeg knows
     */
    static UnetShape of(OriginalTensors tensors) {
        return new UnetShape(tensors);
    }

    /** Width of a prompt's token; 0 if nothing attends to a prompt. */
    long crossAttentionWidth() {
        return crossAttentionWidth;
    }

    /** Whether it takes a pooled text. */
    boolean hasPooledPrompt() {
        return tensors.has(POOLED);
    }

    /** diffusers' names of its modules, by which the file's own are found. */
    TensorNames names() {
        return names;
    }

    OriginalTensors tensors() {
        return tensors;
    }

    /** Width of each resolution, the finest first. */
    List<Long> channels() {
        return channels;
    }

    /** Transformer blocks of each layer of each resolution on the way down. */
    List<List<Integer>> down() {
        return down;
    }

    /** The same on the way up, the coarsest first. */
    List<List<Integer>> up() {
        return up;
    }

    /** Residual layers of the middle: none, one without a transformer, or two around one. */
    int middleResnets() {
        return middleResnets;
    }

    /** Transformer blocks of the middle. */
    int middleDepth() {
        return middleDepth;
    }

    /** Residual layers of a resolution on the way down; one more on the way up. */
    int layers() {
        return down.get(0).size();
    }

    /** Whether a resolution with these layers has transformers. */
    static boolean attends(List<Integer> depths) {
        return !depths.isEmpty() && depths.get(0) > 0;
    }

    private void readDown() {
        int n = 1;
        boolean more = true;
        while (more) {
            int level = down.size();
            List<Integer> depths = new ArrayList<>();
            for (; tensors.has(DOWN + n + RESNET); n++) {
                String resnet = "down_blocks." + level + ".resnets." + depths.size();
                String attention = "down_blocks." + level + ".attentions." + depths.size();
                if (depths.isEmpty()) {
                    channels.add(tensors.outputs(DOWN + n + RESNET));
                }
                depths.add(readLayer(DOWN + n, resnet, attention));
            }
            down.add(uniform(depths));
            more = tensors.has(DOWN + n + ".0.op.weight");
            if (more) {
                names.put("down_blocks." + level + ".downsamplers.0.conv", DOWN + n + ".0.op");
                n++;
            }
        }
        if (down.stream().anyMatch(depths -> depths.size() != layers())) {
            throw tensors.unknown(
                    "has a UNet with "
                            + down.stream().map(List::size).toList()
                            + " layers in its blocks");
        }
    }

    private void readMiddle() {
        middleResnets =
                (tensors.has("middle_block" + RESNET) ? 1 : 0)
                        + (tensors.has("middle_block.2.in_layers.2.weight") ? 1 : 0);
        middleDepth = readLayer("middle_block", "mid_block.resnets.0", "mid_block.attentions.0");
        names.putAll("unet_resnet", "mid_block.resnets.1", "middle_block.2");
        boolean attends = middleDepth > 0;
        if (attends != (middleResnets == 2)) {
            throw tensors.unknown("has a UNet whose middle has " + middleResnets + " layers");
        }
    }

    private void readUp() {
        int n = 0;
        for (int block = 0; block < down.size(); block++) {
            List<Integer> depths = new ArrayList<>();
            for (int layer = 0; layer <= layers(); layer++, n++) {
                String module = "up_blocks." + block;
                if (!tensors.has(UP + n + RESNET)) {
                    throw tensors.unknown("has a UNet that ends at output_blocks." + n);
                }
                depths.add(
                        readLayer(
                                UP + n,
                                module + ".resnets." + layer,
                                module + ".attentions." + layer));
            }
            up.add(uniform(depths));
            int sampler = attends(depths) ? 2 : 1;
            names.put(
                    "up_blocks." + block + ".upsamplers.0.conv",
                    UP + (n - 1) + "." + sampler + ".conv");
        }
    }

    /** Names a layer's modules. Returns how many blocks its transformer has, or 0. */
    private int readLayer(String original, String resnet, String attention) {
        names.putAll("unet_resnet", resnet, original + ".0");
        String transformer = original + TRANSFORMER;
        if (!tensors.has(transformer + KEY_OF_PROMPT)) {
            return 0;
        }
        names.put(attention, transformer);
        long width = tensors.inputs(transformer + KEY_OF_PROMPT);
        if (crossAttentionWidth != 0 && crossAttentionWidth != width) {
            throw tensors.unknown(
                    "has a UNet with prompts of " + crossAttentionWidth + " and " + width);
        }
        crossAttentionWidth = width;
        return tensors.count(i -> transformer + ".transformer_blocks." + i + ".attn1.to_q.weight");
    }

    private List<Integer> uniform(List<Integer> depths) {
        boolean attends = attends(depths);
        if (depths.stream().anyMatch(depth -> depth > 0 != attends)) {
            throw tensors.unknown("has a UNet with attention in some layers of a block only");
        }
        return depths;
    }
}
