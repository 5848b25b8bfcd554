/**
 * Builds and checks a static update site for Fiji's updater; a module of its own, so that the
 * plugin's jar does not hold it. Knows nothing of the plugin.
 */
package io.github.diffseg.updatesite;
