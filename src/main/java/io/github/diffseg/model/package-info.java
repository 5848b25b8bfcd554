/**
 * Models on disk, as folders in diffusers' layout and as single-file checkpoints: memory-mapped
 * safetensors files, configs as JSON or told from shapes, recommended settings, the model's hash,
 * the embedded model and the cache directory. The tables {@code families.json}, {@code
 * original-names.json} and {@code other-files.json} say what checkpoints do not.
 */
package io.github.diffseg.model;
