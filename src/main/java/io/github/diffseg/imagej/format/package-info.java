/**
 * Reads image files, each format with the reader that gets its pixels right, and refuses what none
 * does. What a file says of itself is checked against its length and the memory before anything is
 * allocated.
 */
package io.github.diffseg.imagej.format;
