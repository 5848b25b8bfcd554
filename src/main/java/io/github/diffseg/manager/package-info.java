/** The window DiffSeg Models: what is installed, what is worth getting, and what to do with it. */
package io.github.diffseg.manager;
