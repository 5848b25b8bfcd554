/**
 * Bytes at a path or an address: what readers of files that are too large for the memory read part
 * by part, whether it lies on a disk or a server.
 */
package io.github.diffseg.store;
