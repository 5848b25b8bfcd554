/** The batch as a Spark job. A module of its own: Fiji never gets Spark. */
package io.github.diffseg.cluster;
