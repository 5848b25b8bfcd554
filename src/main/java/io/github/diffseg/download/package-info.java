/**
 * Loading files over HTTP: one at a time, resumed in another process, checked, and whole or not at
 * all. Knows nothing of what the files are for.
 */
package io.github.diffseg.download;
