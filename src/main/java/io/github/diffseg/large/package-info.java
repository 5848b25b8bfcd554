/**
 * Files that are too large for an ImageJ image, from end to end: opened by path or address, seen as
 * they are shown, segmented in tiles, and their labels and tables written part by part ({@code
 * docs/tiles.md}).
 */
package io.github.diffseg.large;
