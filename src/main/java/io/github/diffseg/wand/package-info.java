/** The wand without its tool: from a place in an image to the outline of the part or the whole. */
package io.github.diffseg.wand;
