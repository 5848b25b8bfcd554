/** The explorer without its window: what is shown at which granularity, corrections, undo. */
package io.github.diffseg.explore;
