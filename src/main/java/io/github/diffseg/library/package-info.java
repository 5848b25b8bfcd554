/**
 * The models of this user, by name: which are there and where, which are worth getting, and how to
 * get, add, check, remove, export and import them. It opens none.
 */
package io.github.diffseg.library;
