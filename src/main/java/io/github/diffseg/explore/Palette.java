package io.github.diffseg.explore;

import io.github.diffseg.output.LabelColors;

/** Which colours segments are shown in. */
public enum Palette {
    /** As in label images: as many different colours as there are segments. */
    DISTINCT("Distinct colours") {
        @Override
        int rgb(int rank) {
            return LabelColors.rgb(rank + 1);
        }
    },
    /**
     * Nine colours that people with any colour vision tell apart ("muted", Paul Tol, 2021); outlines
     * part neighbours that share one.
     */
    COLOUR_BLIND_SAFE("Colour-blind safe") {
        @Override
        int rgb(int rank) {
            return MUTED[rank % MUTED.length];
        }
    };

    private static final int[] MUTED = {
        0x88ccee, 0xcc6677, 0xddcc77, 0x117733, 0x332288, 0xaa4499, 0x44aa99, 0x999933, 0x882255
    };

    private final String label;

    Palette(String label) {
        this.label = label;
    }

    /** The colour of a rank from 0, 0xrrggbb. */
    abstract int rgb(int rank);

    @Override
    public String toString() {
        return label;
    }
}
