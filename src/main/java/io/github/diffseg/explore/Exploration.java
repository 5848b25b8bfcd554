package io.github.diffseg.explore;

import io.github.diffseg.segment.Corrections;

/**
 * What the user has chosen so far: all that a macro needs to make it again.
 *
 * @param granularity where the merge tree is cut
 * @param corrections made to cuts
 */
public record Exploration(double granularity, Corrections corrections) {}
