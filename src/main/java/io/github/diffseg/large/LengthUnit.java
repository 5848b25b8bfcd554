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
