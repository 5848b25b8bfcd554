/**
 * The Hugging Face hub, as its own client library speaks to it: addresses, headers, refusals, the
 * token, and its cache on this machine.
 */
package io.github.diffseg.hub;
