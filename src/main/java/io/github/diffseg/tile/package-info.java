/**
 * Planes of any size: seen in overlapping tiles, whose segments are joined ({@code docs/tiles.md}).
 */
package io.github.diffseg.tile;
