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

package io.github.diffseg;

import static io.github.diffseg.model.SettingRange.plain;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.segment.SegmentationMethod;
import io.github.diffseg.segment.label.Splitting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The vocabulary of settings: each that changes a result, with its key in macros, its name, range
 * and default. Dialogs, command line, macro lines, recipes, provenance and README take it from
 * here, or are held to it by tests.
 */
public enum Setting {
    /** How segments are made. */
    METHOD(SettingTexts.METHOD, SettingTexts.METHOD_MEANS, SettingTexts.METHOD_DEFAULT, null),
    /** τ; 0 stands for {@value SettingTexts#AUTOMATIC}. */
    THRESHOLD(SettingTexts.THRESHOLD, SettingTexts.THRESHOLD_MEANS, 0.0, SettingRange.THRESHOLD),
    /** M; 0 is the model's. */
    ANCHORS_PER_AXIS(
            SettingTexts.ANCHORS_PER_AXIS,
            SettingTexts.ANCHORS_PER_AXIS_MEANS,
            0,
            SettingRange.ANCHORS_PER_AXIS),
    /** N; 0 is the model's. */
    ITERATIONS(SettingTexts.ITERATIONS, SettingTexts.ITERATIONS_MEANS, 0, SettingRange.ITERATIONS),
    /** t; 0 is the model's. */
    TIMESTEP(SettingTexts.TIMESTEP, SettingTexts.TIMESTEP_MEANS, 0, SettingRange.TIMESTEP),
    /** The short side of the network's input in pixels; 0 is the model's. */
    WORKING_SIZE(
            SettingTexts.WORKING_SIZE,
            SettingTexts.WORKING_SIZE_MEANS,
            0,
            SettingRange.WORKING_SIZE),
    /** How closely the network looks, as {@link Detail#of} reads it. */
    DETAIL(SettingTexts.DETAIL, SettingTexts.DETAIL_MEANS, Detail.WHOLE_TEXT, null),
    /** Whether only the largest centred square is segmented. */
    CENTRE_CROP(SettingTexts.CENTRE_CROP, SettingTexts.CENTRE_CROP_MEANS, false, null),
    /** How resolutions are weighted; {@value SettingTexts#RECOMMENDED} is the model's way. */
    AGGREGATION(
            SettingTexts.AGGREGATION,
            SettingTexts.AGGREGATION_MEANS,
            SettingTexts.RECOMMENDED,
            null),
    /** Whether k-means replaces the proposals. */
    REFINE(SettingTexts.REFINE, SettingTexts.REFINE_MEANS, false, null),
    /** In pixels; 0 keeps all segments. */
    MINIMUM_AREA(SettingTexts.MINIMUM_AREA, SettingTexts.MINIMUM_AREA_MEANS, 0, null),
    /** Which parts are segments of their own, as {@link Splitting#of} reads it. */
    SPLIT(SettingTexts.SPLIT, SettingTexts.SPLIT_MEANS, SettingTexts.SPLIT_NONE, null),
    /** Where the merge tree is cut; 0 is merging at the threshold. */
    GRANULARITY(
            SettingTexts.GRANULARITY, SettingTexts.GRANULARITY_MEANS, 0.0, SettingRange.THRESHOLD),
    /** To the cut, as {@link io.github.diffseg.segment.tree.Corrections#parse} reads them. */
    CORRECTIONS(SettingTexts.CORRECTIONS, SettingTexts.CORRECTIONS_MEANS, "", null),
    /** Path of a taught classifier's file, which then finds the segments. */
    CLASSIFIER(SettingTexts.CLASSIFIER, SettingTexts.CLASSIFIER_MEANS, "", null),
    /** Whether borders move to the edges of the image. */
    CRISP_BORDERS(SettingTexts.CRISP_BORDERS, SettingTexts.CRISP_BORDERS_MEANS, false, null),
    /** Whether the noise of the timestep is added. */
    NOISE(SettingTexts.NOISE, SettingTexts.NOISE_MEANS, false, null),
    /** Whether borders are refined as in DiffCut. */
    PAMR(SettingTexts.PAMR, SettingTexts.PAMR_MEANS, false, null),
    /** Words of which each segment gets one, as {@link Names#of} reads them. */
    NAMES(SettingTexts.NAMES, SettingTexts.NAMES_MEANS, "", null),
    /** Which of a stack, as {@link PlaneRange#of} reads them. */
    SLICES(SettingTexts.SLICES, SettingTexts.SLICES_MEANS, PlaneRange.CURRENT, null),
    /** Which of a stack, as {@link PlaneRange#of} reads them. */
    FRAMES(SettingTexts.FRAMES, SettingTexts.FRAMES_MEANS, PlaneRange.CURRENT, null),
    /** Which the network sees, as {@link ChannelChoice#of} reads them. */
    CHANNELS(SettingTexts.CHANNELS, SettingTexts.CHANNELS_MEANS, ChannelChoice.DISPLAYED, null),
    /** Along what the same object keeps its number. */
    LINK(SettingTexts.LINK, SettingTexts.LINK_MEANS, SettingTexts.LINK_NONE, null),
    /** How many planes an object may be missing from. */
    LINK_GAP(SettingTexts.LINK_GAP, SettingTexts.LINK_GAP_MEANS, 0, null),
    /** Whether a plane that cannot be segmented is left empty. */
    SKIP_FAILING_PLANES(
            SettingTexts.SKIP_FAILING_PLANES, SettingTexts.SKIP_FAILING_PLANES_MEANS, false, null),
    /** How many kinds of segments, as {@link ClassSettings#count} reads them. */
    CLASSES(SettingTexts.CLASSES, SettingTexts.CLASSES_MEANS, SettingTexts.CLASSES_OFF, null),
    /** Path of a file with classes that were found before. */
    VOCABULARY(SettingTexts.VOCABULARY, SettingTexts.VOCABULARY_MEANS, "", null);

    /** Those that say something of stacks alone. */
    static final Set<Setting> OF_STACKS =
            EnumSet.of(SLICES, FRAMES, CHANNELS, LINK, LINK_GAP, SKIP_FAILING_PLANES);

    /** Those that say how segments are merged or cut, which a classifier does not do. */
    static final Set<Setting> OF_MERGING =
            EnumSet.of(
                    METHOD,
                    THRESHOLD,
                    ANCHORS_PER_AXIS,
                    ITERATIONS,
                    REFINE,
                    GRANULARITY,
                    CORRECTIONS);

    private final String label;
    private final String description;
    private final Object defaultValue;
    private final SettingRange range;

    Setting(String label, String description, Object defaultValue, SettingRange range) {
        this.label = label;
        this.description = description;
        this.defaultValue = defaultValue;
        this.range = range;
    }

    /**
     * {@return the key in macros, scripts, recipes and provenance, such as {@code working_size};
     * with dashes for underscores it is the option of the command line}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return all keys, separated by commas} */
    public static String keys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    /** {@return the setting of that key, if there is one} */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** {@return the name in dialogs, with the unit if there is one} */
    public String label() {
        return label;
    }

    /** {@return what it does, and what a larger value does} */
    public String description() {
        return description;
    }

    /** {@return what counts where nobody says anything: a Double, Integer, Boolean or String} */
    public Object defaultValue() {
        return defaultValue;
    }

    /** {@return the allowed numbers beside the default, if there are bounds} */
    public Optional<SettingRange> range() {
        return Optional.ofNullable(range);
    }

    /**
     * Reads a value as dialogs, macros, scripts or files give it.
     *
     * @param value a number, a boolean, or their text
     * @return the value, of the class of the default
     * @throws UserException if it is none of this setting; the message names key, value and what is
     *     allowed
     */
    Object read(Object value) {
        if (this == CLASSIFIER) {
            return path(value == null ? "" : value.toString().strip());
        }
        if (defaultValue instanceof String) {
            return text(value == null ? "" : value.toString());
        }
        if (defaultValue instanceof Boolean) {
            return flag(value);
        }
        double number = number(value);
        boolean valid = range == null ? number >= 0 : number == 0 || range.contains(number);
        boolean whole = defaultValue instanceof Integer;
        if (!valid || whole && (number % 1 != 0 || number > Integer.MAX_VALUE)) {
            throw refused(plain(number));
        }
        if (whole) {
            return (int) number;
        }
        return number;
    }

    /** {@return a value that was read, as macros write it} */
    String write(Object value) {
        return this == THRESHOLD && value.equals(0.0) ? SettingTexts.AUTOMATIC : value.toString();
    }

    private double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        String text = value == null ? "" : value.toString().trim();
        if (this == THRESHOLD && text.equalsIgnoreCase(SettingTexts.AUTOMATIC)) {
            return 0;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused("\"" + value + "\"");
        }
    }

    private boolean flag(Object value) {
        String text = String.valueOf(value).trim().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw refused("\"" + value + "\"");
        }
        return text.equals("true");
    }

    /** Whole, since a line may be replayed, and executors may work, in another folder. */
    private String path(String value) {
        try {
            return value.isEmpty() ? "" : Path.of(value).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw refused("\"" + value + "\"");
        }
    }

    private String text(String value) {
        switch (this) {
            case SLICES, FRAMES -> PlaneRange.of(key(), value);
            case CHANNELS -> ChannelChoice.of(value);
            case DETAIL -> Detail.of(value);
            case LINK -> PlaneSettings.Link.of(value);
            case CLASSES -> ClassSettings.count(value);
            case NAMES -> Names.of(value);
            case METHOD -> {
                if (SegmentationMethod.of(value).isEmpty()) {
                    throw refused("\"" + value + "\"");
                }
            }
            case SPLIT -> {
                if (Splitting.of(value).isEmpty()) {
                    throw refused("\"" + value + "\"");
                }
            }
            case AGGREGATION -> {
                if (!isRecommended(value) && Aggregation.of(value).isEmpty()) {
                    throw refused("\"" + value + "\"");
                }
            }
            default -> {}
        }
        return value;
    }

    /** Whether an aggregation is left to the model. */
    static boolean isRecommended(String aggregation) {
        return aggregation.trim().equalsIgnoreCase(SettingTexts.RECOMMENDED);
    }

    private UserException refused(String value) {
        return new UserException(key() + " is " + value + "; it must be " + allowed());
    }

    private String allowed() {
        return switch (this) {
            case THRESHOLD -> range + ", or \"" + SettingTexts.AUTOMATIC + "\"";
            case GRANULARITY -> range + ", or 0 for merging at the threshold, as in the paper";
            case METHOD -> "one of " + SegmentationMethod.names();
            case CLASSIFIER -> "the path of a file";
            case SPLIT -> "one of " + Splitting.names();
            case MINIMUM_AREA -> "0 or more pixels";
            case AGGREGATION ->
                    "\""
                            + Aggregation.PER_RESOLUTION
                            + "\", \""
                            + Aggregation.PER_LAYER
                            + "\" or \""
                            + SettingTexts.RECOMMENDED
                            + "\"";
            case LINK_GAP -> "0 or more planes";
            case CENTRE_CROP, REFINE, CRISP_BORDERS, NOISE, PAMR, SKIP_FAILING_PLANES ->
                    "true or false";
            default -> range + ", or 0 for the model's recommendation";
        };
    }
}
