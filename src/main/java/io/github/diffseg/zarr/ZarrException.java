package io.github.diffseg.zarr;

import java.io.IOException;

/** Why an array cannot be read; the message is one sentence that names it. */
public final class ZarrException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int MOST_CHARACTERS = 400;

    /**
     * Names the place, and says why it is refused.
     *
     * @param place path or address
     * @param reason goes on after the place; what it quotes may be anything
     */
    public ZarrException(String place, String reason) {
        this(place, reason, null);
    }

    /**
     * Names the place, and says why it is refused.
     *
     * @param place path or address
     * @param reason goes on after the place; what it quotes may be anything
     * @param cause what a library said
     */
    public ZarrException(String place, String reason, Throwable cause) {
        super(place + " " + printable(reason), cause);
    }

    private static String printable(String reason) {
        String line = reason.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }
}
