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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The published models, of which only names and shapes are needed: their families and configs as
 * the hub has them.
 */
class FamilyTest {

    @Test
    void stableDiffusion1() {
        JsonObject config =
                config(
                        "Stable Diffusion 1",
                        new Ldm(2, 768, 0, "11 11 11 00", 1, "000 111 111 111"));
        assertEquals("[320,640,1280,1280]", config.get("block_out_channels").toString());
        assertEquals("[8,8,8,8]", config.get("attention_head_dim").toString());
        assertEquals("2", config.get("layers_per_block").toString());
        assertEquals("768", config.get("cross_attention_dim").toString());
        assertEquals("\"UNetMidBlock2DCrossAttn\"", config.get("mid_block_type").toString());
        assertEquals(
                "[\"UpBlock2D\",\"CrossAttnUpBlock2D\",\"CrossAttnUpBlock2D\",\"CrossAttnUpBlock2D\"]",
                config.get("up_block_types").toString());
        assertEquals("1280", config.get("time_embedding_dim").toString());
    }

    @Test
    void stableDiffusion2() {
        JsonObject config =
                config(
                        "Stable Diffusion 2",
                        new Ldm(2, 1024, 0, "11 11 11 00", 1, "000 111 111 111"));
        assertEquals("[5,10,20,20]", config.get("attention_head_dim").toString());
        assertTrue(!config.has("addition_embed_type"));
    }

    @Test
    void smallModelsWithOneLayerAndWithoutAMiddle() {
        JsonObject config =
                config("Stable Diffusion 1", new Ldm(1, 768, 0, "1 1 1", -2, "11 11 11"));
        assertEquals("[320,640,1280]", config.get("block_out_channels").toString());
        assertEquals("1", config.get("layers_per_block").toString());
        assertTrue(config.get("mid_block_type").isJsonNull());
    }

    @Test
    void stableDiffusionXl() {
        JsonObject config =
                config(
                        "Stable Diffusion XL",
                        new Ldm(2, 2048, 2816, "00 22 AA", 10, "AAA 222 000"));
        assertEquals("[320,640,1280]", config.get("block_out_channels").toString());
        assertEquals("[5,10,20]", config.get("attention_head_dim").toString());
        assertEquals(
                "[\"DownBlock2D\",\"CrossAttnDownBlock2D\",\"CrossAttnDownBlock2D\"]",
                config.get("down_block_types").toString());
        assertEquals(
                "[[0,0],[2,2],[10,10]]", config.get("transformer_layers_per_block").toString());
        assertEquals("2816", config.get("projection_class_embeddings_input_dim").toString());
        assertEquals("256", config.get("addition_time_embed_dim").toString());
    }

    /**
     * Segmind's smaller SDXL has a depth of its own in each layer, and no attention in the middle.
     */
    @Test
    void ssd1b() {
        JsonObject config =
                config(
                        "Stable Diffusion XL",
                        new Ldm(2, 2048, 2816, "00 22 44", -1, "44A 211 000"));
        assertEquals("\"UNetMidBlock2D\"", config.get("mid_block_type").toString());
        assertEquals("[[0,0],[2,2],[4,4]]", config.get("transformer_layers_per_block").toString());
        assertEquals(
                "[[4,4,10],[2,1,1],[0,0,0]]",
                config.get("reverse_transformer_layers_per_block").toString());
    }

    @Test
    void segmindVega() {
        JsonObject config =
                config(
                        "Stable Diffusion XL",
                        new Ldm(2, 2048, 2816, "00 11 22", -1, "222 111 000"));
        assertEquals("\"UNetMidBlock2D\"", config.get("mid_block_type").toString());
        assertEquals("[[0,0],[1,1],[2,2]]", config.get("transformer_layers_per_block").toString());
    }

    @Test
    void shapesThatDiffSegDoesNotKnowAreSaid() {
        refused(new Ldm(2, 768, 0, "11 10 11", 1, "111 111 111"), "in some layers of a block only");
        refused(new Ldm(1, 2048, 2816, "0 2 5", 6, "66 22 00"), "whose middle is 6 deep");
        Ldm shortened = new Ldm(2, 768, 0, "11 11", 1, "111 111");
        shortened.tensors.remove("output_blocks.5.0.in_layers.2.weight");
        refused(shortened, "ends at output_blocks.5");
        Ldm uneven = new Ldm(2, 768, 0, "11 11", 1, "111 111");
        uneven.tensors.keySet().removeIf(name -> name.startsWith("input_blocks.5."));
        refused(uneven, "[2, 1] layers in its blocks");
        Ldm halved = new Ldm(2, 768, 0, "11 11", 1, "111 111");
        halved.tensors.keySet().removeIf(name -> name.startsWith("middle_block.2."));
        refused(halved, "whose middle has 1 layers");
        Ldm mixed = new Ldm(2, 768, 0, "11 11", 1, "111 111");
        mixed.put("input_blocks.2.1.transformer_blocks.0.attn2.to_k.weight", 320, 1024);
        refused(mixed, "prompts of 768 and 1024");
        Ldm vector = new Ldm(2, 768, 0, "11 11", 1, "111 111");
        vector.put("input_blocks.1.0.in_layers.2.weight", 320);
        refused(vector, "for a matrix");
    }

    @Test
    void namesOfLayersLeadToTheirTensorsAndBack() {
        Ldm ldm = new Ldm(2, 2048, 2816, "00 22 44", -1, "44A 211 000");
        CheckpointNetwork network =
                new UnetShapeConfig(UnetShape.of(new OriginalTensors(ldm, "")), xl())
                        .network(Path.of("a"));
        Map<String, String> pairs =
                Map.of(
                        "down_blocks.1.downsamplers.0.conv.weight", "input_blocks.6.0.op.weight",
                        "up_blocks.0.upsamplers.0.conv.weight", "output_blocks.2.2.conv.weight",
                        "mid_block.resnets.0.conv1.bias", "middle_block.0.in_layers.2.bias",
                        "up_blocks.2.resnets.1.conv_shortcut.weight",
                                "output_blocks.7.0.skip_connection.weight",
                        "down_blocks.2.attentions.1.transformer_blocks.3.ff.net.2.weight",
                                "input_blocks.8.1.transformer_blocks.3.ff.net.2.weight",
                        "add_embedding.linear_2.bias", "label_emb.0.2.bias");
        pairs.forEach(
                (name, original) -> {
                    assertEquals(original, network.names().place(name).orElseThrow().name());
                    assertEquals(List.of(name), network.names().modules(original));
                });
        assertTrue(network.names().place("down_blocks.7.resnets.0.conv1.weight").isEmpty());
        assertTrue(network.names().modules("input_blocks.99.0.op.weight").isEmpty());
    }

    private static Family xl() {
        return Family.of(Family.all(), 2048, true).orElseThrow();
    }

    private static JsonObject config(String family, Ldm unet) {
        UnetShape shape = UnetShape.of(new OriginalTensors(unet, ""));
        Family found =
                Family.of(Family.all(), shape.crossAttentionWidth(), shape.hasPooledPrompt())
                        .orElseThrow();
        assertEquals(family, found.name());
        return new UnetShapeConfig(shape, found).network(Path.of("a")).config();
    }

    private static void refused(Ldm unet, String message) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () ->
                                new UnetShapeConfig(
                                                UnetShape.of(new OriginalTensors(unet, "")), xl())
                                        .network(Path.of("a")));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().startsWith("a.safetensors has "), e.getMessage());
    }

    /** Names and shapes of a UNet as the original code builds it. */
    private static final class Ldm implements TensorStore {

        private static final int[] MULTIPLES = {1, 2, 4, 4};
        private static final int WIDTH = 320;

        private final Map<String, long[]> tensors = new LinkedHashMap<>();
        private final int context;

        /**
         * @param pooled width of label_emb's input, or 0
         * @param down depth of each layer of each level, in hexadecimal
         * @param middle depth, -1: one layer without attention, -2: nothing
         */
        Ldm(int layers, int context, int pooled, String down, int middle, String up) {
            this.context = context;
            String[] downDepths = down.split(" ");
            put("input_blocks.0.0.weight", WIDTH, 4, 3, 3);
            put("time_embed.0.weight", 4 * WIDTH, WIDTH);
            put("out.2.weight", 4, WIDTH, 3, 3);
            if (pooled > 0) {
                put("label_emb.0.0.weight", 4 * WIDTH, pooled);
            }
            int n = 1;
            for (int level = 0; level < downDepths.length; level++) {
                for (int layer = 0; layer < layers; layer++) {
                    add("input_blocks." + n++, width(level), depth(downDepths[level], layer));
                }
                if (level < downDepths.length - 1) {
                    put("input_blocks." + n++ + ".0.op.weight", width(level), width(level), 3, 3);
                }
            }
            if (middle > -2) {
                add("middle_block", width(downDepths.length - 1), Math.max(0, middle));
            }
            if (middle > 0) {
                put("middle_block.2.in_layers.2.weight", 1280, 1280, 3, 3);
            }
            n = 0;
            for (String depths : up.split(" ")) {
                for (int layer = 0; layer <= layers; layer++) {
                    add("output_blocks." + n++, WIDTH, depth(depths, layer));
                }
            }
        }

        private static long width(int level) {
            return (long) WIDTH * MULTIPLES[level];
        }

        private static int depth(String depths, int layer) {
            return Character.digit(depths.charAt(layer), 16);
        }

        private void add(String name, long width, int depth) {
            put(name + ".0.in_layers.2.weight", width, width, 3, 3);
            for (int i = 0; i < depth; i++) {
                String block = name + ".1.transformer_blocks." + i;
                put(block + ".attn1.to_q.weight", width, width);
                put(block + ".attn2.to_k.weight", width, context);
            }
        }

        private void put(String name, long... shape) {
            tensors.put(name, shape);
        }

        @Override
        public String source() {
            return "a.safetensors";
        }

        @Override
        public Set<String> names() {
            return tensors.keySet();
        }

        @Override
        public boolean contains(String name) {
            return tensors.containsKey(name);
        }

        @Override
        public TensorInfo info(String name) {
            return new TensorInfo(name, TensorType.F16, tensors.get(name), 0, 0);
        }

        @Override
        public ByteBuffer rawBytes(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void close() {}
    }
}
