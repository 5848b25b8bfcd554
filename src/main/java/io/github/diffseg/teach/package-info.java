/**
 * Teaching classes by scribbles, without a display: planes that were looked at, what was drawn on
 * them, and what a classifier makes of it.
 */
package io.github.diffseg.teach;
