/** The explorer's window beside the image, and what it does to the image's own window. */
package io.github.diffseg.explore.window;
