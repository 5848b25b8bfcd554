package io.github.diffseg.vocabulary;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What features depend on beside the image: those made under other conditions do not compare.
 *
 * @param model name of the model
 * @param modelHash SHA-256 of the model, in hexadecimal
 * @param settings that change features, by key, and what the features are
 */
public record FeatureConditions(String model, String modelHash, Map<String, String> settings) {

    /** Of a hash, enough to tell models apart. */
    private static final int HASH_DIGITS = 12;

    public FeatureConditions {
        settings = Map.copyOf(settings);
    }

    /**
     * {@return how these differ, in words for the user; nothing if features compare}
     *
     * @param now other conditions
     */
    public Optional<String> difference(FeatureConditions now) {
        if (!modelHash.equals(now.modelHash)) {
            return Optional.of(
                    "the model " + named() + ", and features of " + now.named() + " do not compare");
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            String other = now.settings.get(setting.getKey());
            if (!Objects.equals(setting.getValue(), other)) {
                return Optional.of(
                        setting.getKey()
                                + " "
                                + setting.getValue()
                                + ", and now it is "
                                + other
                                + "; choose "
                                + setting.getValue());
            }
        }
        return Optional.empty();
    }

    private String named() {
        return "\""
                + model
                + "\" ("
                + modelHash.substring(0, Math.min(HASH_DIGITS, modelHash.length()))
                + ")";
    }
}
