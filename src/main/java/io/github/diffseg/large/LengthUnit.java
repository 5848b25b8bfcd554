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

package io.github.diffseg.large;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units of length, as files write them and as ImageJ shows them. */
final class LengthUnit {

    /** Names of a unit by its sign, and how many centimetres it has. */
    private record Unit(String sign, double centimetres, List<String> names) {}

    private static final List<Unit> UNITS =
            List.of(
                    new Unit("Å", 1e-8, List.of("angstrom")),
                    new Unit("nm", 1e-7, List.of("nanometer", "nanometre", "nm")),
                    new Unit(
                            "µm",
                            1e-4,
                            List.of("micrometer", "micrometre", "micron", "microns", "um", "µm")),
                    new Unit("mm", 0.1, List.of("millimeter", "millimetre", "mm")),
                    new Unit("cm", 1, List.of("centimeter", "centimetre", "cm")),
                    new Unit("m", 100, List.of("meter", "metre", "m")),
                    new Unit("inch", 2.54, List.of("inch", "in", "inches")));

    private static final Map<String, String> NGFF =
            Map.of(
                    "Å", "angstrom",
                    "nm", "nanometer",
                    "µm", "micrometer",
                    "mm", "millimeter",
                    "cm", "centimeter",
                    "m", "meter",
                    "inch", "inch");

    private LengthUnit() {}

    /** {@return the unit as ImageJ shows it; unknown ones stay} */
    static String shown(String written) {
        return find(written).map(Unit::sign).orElse(written.strip());
    }

    /** {@return the unit as NGFF writes it; empty for unknown ones} */
    static Optional<String> inNgff(String shown) {
        return Optional.ofNullable(NGFF.get(shown(shown)));
    }

    /** {@return how many centimetres it has; empty for unknown ones} */
    static Optional<Double> centimetres(String shown) {
        return find(shown).map(Unit::centimetres);
    }

    private static Optional<Unit> find(String written) {
        // The Greek letter, which is another character than the sign
        String name = written.strip().replace('\u03bc', 'µ').toLowerCase(Locale.ROOT);
        return UNITS.stream()
                .filter(u -> u.names().contains(name) || u.sign().equalsIgnoreCase(name))
                .findFirst();
    }
}
