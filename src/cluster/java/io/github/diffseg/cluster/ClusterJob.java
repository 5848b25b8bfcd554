package io.github.diffseg.cluster;

import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Recipe;
import java.io.Serializable;

/**
 * What every executor has to know, sent once to each.
 *
 * @param output folder of the results, which all executors reach under this path
 * @param model {@code "embedded"} or the path of a model folder, which all executors reach
 * @param device where the networks run
 * @param settings threshold and the like
 * @param recipe what goes into the manifest
 */
public record ClusterJob(
        String output, String model, String device, SettingsRequest settings, Recipe recipe)
        implements Serializable {}
