/**
 * Pictures in: what the user sees of an {@code ImagePlus}, the part a selection leaves, the size
 * the network works at, and the resampling to it.
 */
package io.github.diffseg.image;
