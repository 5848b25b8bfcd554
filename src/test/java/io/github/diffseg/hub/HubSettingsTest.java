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

package io.github.diffseg.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of the hub. */
class HubSettingsTest {

    private static final String TOKEN = "hf_aVerySecretToken";

    @TempDir private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void isTheOfficialOneUnlessToldOtherwise() {
        assertEquals(URI.create("https://huggingface.co"), settings().endpoint());
        environment.put("HF_ENDPOINT", "https://mirror.example/hf/");
        assertEquals(URI.create("https://mirror.example/hf"), settings().endpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mirror", "ftp://mirror.example", "https:", "https://me:" + TOKEN + "@m"})
    void whatIsNoAddressIsRefusedWithoutItsSecrets(String address) {
        environment.put("HF_ENDPOINT", address);
        String message = assertThrows(UserException.class, settings()::endpoint).getMessage();
        assertEquals(
                "The environment variable HF_ENDPOINT is \""
                        + address.replace("me:" + TOKEN, "...")
                        + "\", which is no address such as https://huggingface.co",
                message);
    }

    @Test
    void theTokenIsThatOfTheFirstPlaceThatHasOne() throws IOException {
        assertEquals(Optional.empty(), settings().authorization());
        Files.createDirectories(home.resolve(".cache/huggingface"));
        Files.writeString(home.resolve(".cache/huggingface/token"), "of_file\n");
        assertEquals(Optional.of("Bearer of_file"), settings().authorization());
        Files.writeString(home.resolve("other"), "of_path");
        environment.put("HF_TOKEN_PATH", home.resolve("other").toString());
        assertEquals(Optional.of("Bearer of_path"), settings().authorization());
        environment.put("HUGGING_FACE_HUB_TOKEN", "older");
        assertEquals(Optional.of("Bearer older"), settings().authorization());
        environment.put("HF_TOKEN", TOKEN);
        assertEquals(Optional.of("Bearer " + TOKEN), settings().authorization());
    }

    @ParameterizedTest
    @CsvSource({
        "https://mirror.example, true",
        "http://localhost:80, true",
        "http://127.0.0.1, true",
        "http://mirror.example, false",
    })
    void theTokenIsNotSentWhereAnyoneCouldReadIt(String endpoint, boolean sent) {
        environment.put("HF_TOKEN", TOKEN);
        environment.put("HF_ENDPOINT", endpoint);
        assertEquals(sent, settings().authorization().isPresent());
    }

    /** Java's own message would tell it. */
    @ParameterizedTest
    @ValueSource(strings = {TOKEN + "\nsecond line", TOKEN + " x", TOKEN + "\u00e9"})
    void aTokenThatIsNoneIsRefusedWithoutBeingTold(String token) {
        environment.put("HF_TOKEN", token);
        String message = assertThrows(UserException.class, settings()::authorization).getMessage();
        assertFalse(message.contains(TOKEN), message);
        assertEquals(
                "The hub's token (HF_TOKEN, or the file of that name) holds blanks or signs that no"
                        + " token has; copy it again",
                message);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "ON, true", "yes, true", "True, true", "0, false", "no, false"})
    void offlineIsWhatItsOwnLibraryTakesForIt(String value, boolean offline) {
        environment.put("HF_HUB_OFFLINE", value);
        assertEquals(offline, settings().offline().isPresent());
    }

    private HubSettings settings() {
        return new HubSettings(
                new Surroundings(
                        Map.of("os.name", "Linux", "user.home", home.toString())::get,
                        environment::get));
    }
}
