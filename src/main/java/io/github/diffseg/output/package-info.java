/**
 * Results out: label images, ROIs, tables, overlays and their files, with where they come from. All
 * of it works without a display but {@link io.github.diffseg.output.RoiManagers}.
 */
package io.github.diffseg.output;
