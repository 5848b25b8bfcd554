/**
 * Pictures as the network sees them, of any library: the size that it works at, the resampling to
 * it, the picture that guides crisp borders, and labels back to the picture's own size. It knows
 * ImgLib2 and no ImageJ.
 */
package io.github.diffseg.image;
