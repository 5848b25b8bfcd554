/**
 * Model folders in diffusers' layout: memory-mapped safetensors files, JSON configs, recommended
 * settings, the model's hash, the embedded model and the cache directory.
 */
package io.github.diffseg.model;
