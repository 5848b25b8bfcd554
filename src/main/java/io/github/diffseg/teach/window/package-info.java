/** The window of DiffSeg Teach..., on Swing and ImageJ's own image windows. */
package io.github.diffseg.teach.window;
