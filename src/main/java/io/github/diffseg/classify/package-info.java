/**
 * Classes of pixels, taught by a few examples: features of places, a linear classifier on them, and
 * its file. It knows {@code progress}, {@code failure}, {@code files} and {@code segment}.
 */
package io.github.diffseg.classify;
