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

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The proxy that the environment names, as other programs take it. What Java's own properties say,
 * which Fiji sets in Edit › Options › Proxy Settings..., goes first and is Java's own matter.
 */
final class Proxies {

    private static final List<String> OF_JAVA =
            List.of("http.proxyHost", "https.proxyHost", "socksProxyHost");

    private static final int HTTP_PORT = 80;

    private Proxies() {}

    /**
     * {@return the proxy that {@code HTTP_PROXY} or {@code HTTPS_PROXY}, by the address's scheme,
     * else {@code ALL_PROXY} names (in capitals or not), unless {@code NO_PROXY} names the host or
     * Java has a proxy already}
     *
     * @param address where to
     * @param property Java's properties, by name
     * @param environment its variables, by name
     */
    static Optional<Proxy> of(
            URI address, UnaryOperator<String> property, UnaryOperator<String> environment) {
        boolean java = OF_JAVA.stream().anyMatch(name -> isSet(property.apply(name)));
        if (java || address.getHost() == null || isExcepted(address.getHost(), environment)) {
            return Optional.empty();
        }
        return variable(address.getScheme() + "_proxy", environment)
                .or(() -> variable("all_proxy", environment))
                .map(Proxies::parse);
    }

    private static Optional<String> variable(String name, UnaryOperator<String> environment) {
        String value = environment.apply(name);
        if (!isSet(value)) {
            value = environment.apply(name.toUpperCase(Locale.ROOT));
        }
        return isSet(value) ? Optional.of(value.strip()) : Optional.empty();
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    private static boolean isExcepted(String host, UnaryOperator<String> environment) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if (name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d+){3}")) {
            return true;
        }
        for (String entry : variable("no_proxy", environment).orElse("").split("[,\\s]+")) {
            String suffix = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (entry.equals("*")
                    || !suffix.isEmpty() && (name.equals(suffix) || name.endsWith("." + suffix))) {
                return true;
            }
        }
        return false;
    }

    private static Proxy parse(String value) {
        URI address = URI.create(value.contains("://") ? value : "http://" + value);
        if (address.getHost() == null) {
            throw new IllegalArgumentException("no host in " + address.getScheme() + "://...");
        }
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        Proxy.Type type =
                address.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        return new Proxy(type, InetSocketAddress.createUnresolved(address.getHost(), port));
    }
}
