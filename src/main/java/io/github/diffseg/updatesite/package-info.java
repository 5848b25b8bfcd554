/**
 * Builds and checks a static update site for Fiji's updater. Used by the build (profile {@code
 * update-site}), not by the plugin; knows no other package.
 */
package io.github.diffseg.updatesite;
