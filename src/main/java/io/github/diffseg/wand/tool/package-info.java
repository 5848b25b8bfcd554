/** The wand in ImageJ's toolbar. */
package io.github.diffseg.wand.tool;
