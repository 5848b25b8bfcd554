/**
 * Folders of images: finding them, segmenting them one after the other while the next is read and
 * the last is written, and a manifest that lets a stopped run go on. Knows nothing of Spark; {@code
 * cluster} runs the same {@link io.github.diffseg.batch.ImageTask} there.
 */
package io.github.diffseg.batch;
