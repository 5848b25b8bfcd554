/** The batch as a Spark job. Compiled in profile {@code cluster} only: Fiji never gets Spark. */
package io.github.diffseg.cluster;
