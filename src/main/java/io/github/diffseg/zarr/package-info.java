/**
 * Arrays of chunks: Zarr (versions 2 and 3) and N5, and OME-Zarr's pictures of many resolutions in
 * them (NGFF 0.1 to 0.5); labels are written as NGFF 0.4.
 */
package io.github.diffseg.zarr;
