/**
 * What the user sees of an {@code ImagePlus}: the displayed plane with its place in the stack, and
 * the part that a selection leaves of it, copied at one moment.
 */
package io.github.diffseg.imagej.plane;
