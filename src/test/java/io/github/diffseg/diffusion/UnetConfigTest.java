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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.model.ModelException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnetConfigTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("only_cross_attention", "true", "no self-attention to segment by"),
                Arguments.of("only_cross_attention", "[false, true, true, true]", "only_cross"),
                Arguments.of("mid_block_only_cross_attention", "true", "no self-attention"),
                Arguments.of("dual_cross_attention", "true", "dual_cross_attention is true"),
                Arguments.of("act_fn", "\"gelu\"", "act_fn is \"gelu\""),
                Arguments.of("class_embed_type", "\"timestep\"", "class_embed_type is"),
                Arguments.of("addition_embed_type", "\"image\"", "addition_embed_type is"),
                Arguments.of("resnet_time_scale_shift", "\"scale_shift\"", "scale_shift"),
                Arguments.of("block_out_channels", "[]", "block_out_channels is an empty list"),
                Arguments.of("block_out_channels", "[32, 1.5]", "must be a whole number"),
                Arguments.of("block_out_channels", "7", "block_out_channels is 7"),
                Arguments.of("in_channels", "0", "in_channels is 0; it must be from 1 to 65536"),
                Arguments.of(
                        "layers_per_block",
                        "1073741824",
                        "layers_per_block is 1073741824; it must be from 1 to 100"),
                Arguments.of("layers_per_block", "[200, 200, 200, 200]", "at most 100"),
                Arguments.of("attention_head_dim", "1000000", "from 1 to 65536"),
                Arguments.of("block_out_channels", "[70000, 70000, 70000, 70000]", "to 65536"),
                Arguments.of(
                        "block_out_channels",
                        "[4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]",
                        "at most 16"),
                Arguments.of("transformer_layers_per_block", "1000000000", "from 0 to 100"),
                Arguments.of("transformer_layers_per_block", "-1", "from 0 to 100"),
                Arguments.of("time_embedding_dim", "2147483647", "from 1 to 1048576"),
                Arguments.of("conv_in_kernel", "1000000", "from 1 to 31"),
                Arguments.of("downsample_padding", "-1", "from 0 to 3"),
                Arguments.of("norm_num_groups", "-5", "from 1 to 65536"),
                Arguments.of("in_channels", "\"four\"", "in_channels is \"four\""),
                Arguments.of("in_channels", "{}", "in_channels is {}"),
                Arguments.of("attention_head_dim", "[8, 8]", "2 numbers for 4 blocks"),
                Arguments.of("layers_per_block", "[1, 2, 2, 2]", "one number for all blocks"),
                Arguments.of("mid_block_type", "\"Simple\"", "mid_block_type is Simple"),
                Arguments.of("down_block_types", "[\"DownBlock2D\"]", "names 1 blocks"),
                Arguments.of(
                        "up_block_types",
                        "[\"UpBlock2D\", \"AttnUpBlock2D\", \"UpBlock2D\", \"UpBlock2D\"]",
                        "AttnUpBlock2D; DiffSeg knows UpBlock2D and CrossAttnUpBlock2D"),
                Arguments.of("transformer_layers_per_block", "[1, 2]", "2 numbers for 4 blocks"),
                Arguments.of(
                        "transformer_layers_per_block",
                        "[[1, 2], [1, 1], [1, 1], [1, 1]]",
                        "reverse_transformer_layers_per_block is missing"),
                Arguments.of("norm_eps", "\"small\"", "norm_eps is"),
                Arguments.of("flip_sin_to_cos", "1", "flip_sin_to_cos is 1"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aConfigThatCannotWorkIsRefusedWithTheReason(String field, String value, String reason) {
        JsonObject json = stableDiffusion1();
        json.add(field, JsonParser.parseString(value));
        ModelException refusal =
                assertThrows(
                        ModelException.class,
                        () -> UnetConfigParser.parse(json, "unet/config.json"));
        String message = refusal.getMessage();
        assertTrue(message.startsWith("unet/config.json: "), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void aMissingFieldIsNamed() {
        JsonObject json = stableDiffusion1();
        json.remove("cross_attention_dim");
        ModelException refusal =
                assertThrows(ModelException.class, () -> UnetConfigParser.parse(json, "x"));
        assertEquals("x: cross_attention_dim is missing", refusal.getMessage());
    }

    @Test
    void aModelWithoutAnyAttentionIsRefused() {
        JsonObject json = stableDiffusion1();
        json.add("down_block_types", repeated("DownBlock2D"));
        json.add("up_block_types", repeated("UpBlock2D"));
        json.addProperty("mid_block_type", "UNetMidBlock2D");
        ModelException refusal =
                assertThrows(ModelException.class, () -> UnetConfigParser.parse(json, "x"));
        assertTrue(refusal.getMessage().contains("no self-attention"), refusal.getMessage());
    }

    @Test
    void aMiddleThatIsNullIsNotOneThatIsLeftOut() {
        JsonObject json = stableDiffusion1();
        json.remove("mid_block_type");
        assertEquals(UnetConfig.Middle.WITH_ATTENTION, UnetConfigParser.parse(json, "x").middle());
        json.add("mid_block_type", JsonParser.parseString("null"));
        assertEquals(UnetConfig.Middle.NONE, UnetConfigParser.parse(json, "x").middle());
    }

    @Test
    void theWayUpMirrorsTheWayDown() {
        JsonObject json = stableDiffusion1();
        json.add("transformer_layers_per_block", JsonParser.parseString("[1, 2, 3, 4]"));
        UnetConfig config = UnetConfigParser.parse(json, "x");
        assertArrayEquals(new int[] {4, 4, 4}, config.upTransformerDepth()[0]);
        assertArrayEquals(new int[] {1, 1, 1}, config.upTransformerDepth()[3]);
        assertEquals(4, config.middleTransformerDepth());
    }

    @Test
    void aPooledPromptMustHaveAWidth() {
        JsonObject json = stableDiffusion1();
        json.addProperty("addition_embed_type", "text_time");
        json.addProperty("addition_time_embed_dim", 256);
        json.addProperty("projection_class_embeddings_input_dim", 2816);
        assertEquals(1280, UnetConfigParser.parse(json, "x").pooledPromptWidth());
        json.addProperty("projection_class_embeddings_input_dim", 1536);
        ModelException refusal =
                assertThrows(ModelException.class, () -> UnetConfigParser.parse(json, "x"));
        assertTrue(refusal.getMessage().contains("from 1537 to"), refusal.getMessage());
    }

    private static com.google.gson.JsonElement repeated(String type) {
        String quoted = '"' + type + '"';
        return JsonParser.parseString("[" + String.join(",", quoted, quoted, quoted, quoted) + "]");
    }

    private static JsonObject stableDiffusion1() {
        return ModelFixture.of("sd1").folder().unet().config();
    }

    @ParameterizedTest
    @CsvSource({
        "max_position_embeddings, 1073741824, from 2 to 65536",
        "max_position_embeddings, 1, from 2 to 65536",
        "vocab_size, 2000000000, from 2 to 10000000",
        "num_hidden_layers, 1073741824, from 1 to 1000",
        "hidden_size, 1073741824, from 1 to 65536",
        "intermediate_size, 1073741824, from 1 to 1048576",
        "num_attention_heads, 0, from 1 to 65536"
    })
    void aTextEncoderOfAnImpossibleSizeIsRefused(String field, int value, String range) {
        JsonObject json = new JsonObject();
        for (String each :
                List.of(
                        "num_hidden_layers",
                        "hidden_size",
                        "intermediate_size",
                        "num_attention_heads",
                        "max_position_embeddings",
                        "vocab_size")) {
            json.addProperty(each, 8);
        }
        assertEquals(8, TextEncoderConfig.parse(json, "x").positions());
        json.addProperty(field, value);
        ModelException refusal =
                assertThrows(ModelException.class, () -> TextEncoderConfig.parse(json, "x"));
        assertEquals(
                "x: " + field + " is " + value + "; it must be " + range, refusal.getMessage());
    }
}
