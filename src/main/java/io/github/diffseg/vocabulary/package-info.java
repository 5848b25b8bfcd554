/** Which segments of many images are alike: features, classes, the stored vocabulary. */
package io.github.diffseg.vocabulary;
