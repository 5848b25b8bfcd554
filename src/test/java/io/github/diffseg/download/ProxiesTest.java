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

package io.github.diffseg.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy of the environment, as other programs understand it. */
class ProxiesTest {

    private static final URI HUB = URI.create("https://huggingface.co/a");

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://proxy.example:3128, HTTP, 3128",
        "HTTPS_PROXY, proxy.example, HTTP, 80",
        "ALL_PROXY, socks5://proxy.example:1080, SOCKS, 1080",
    })
    void isTakenFromAnyOfItsVariables(String name, String value, Proxy.Type type, int port) {
        Proxy proxy = proxy(HUB, Map.of(), Map.of(name, value)).orElseThrow();
        assertEquals(type, proxy.type());
        assertEquals(InetSocketAddress.createUnresolved("proxy.example", port), proxy.address());
    }

    @ParameterizedTest
    @CsvSource({
        "huggingface.co",
        "'example.org, .huggingface.co'",
        "*",
        "co",
    })
    void isNotTakenForExceptions(String exceptions) {
        Map<String, String> set = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", exceptions);
        assertEquals(Optional.empty(), proxy(HUB, Map.of(), set));
    }

    @Test
    void isTakenForWhatOnlyEndsLikeAnException() {
        Map<String, String> set = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "face.co");
        assertEquals(Proxy.Type.HTTP, proxy(HUB, Map.of(), set).orElseThrow().type());
    }

    @Test
    void javasOwnGoesFirstAndThisMachineIsNearer() {
        Map<String, String> set = Map.of("https_proxy", "http://p:1", "http_proxy", "http://p:1");
        assertEquals(Optional.empty(), proxy(HUB, Map.of("https.proxyHost", "other"), set));
        assertEquals(Optional.empty(), proxy(URI.create("http://localhost:9/"), Map.of(), set));
        assertEquals(Optional.empty(), proxy(URI.create("http://127.0.0.1/"), Map.of(), set));
        assertEquals(Optional.empty(), proxy(HUB, Map.of(), Map.of("http_proxy", "http://p:1")));
    }

    @Test
    void aNonsensicalOneIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> proxy(HUB, Map.of(), Map.of("https_proxy", "http://")));
    }

    private static Optional<Proxy> proxy(
            URI address, Map<String, String> properties, Map<String, String> environment) {
        return Proxies.of(address, properties::get, environment::get);
    }
}
