package io.github.diffseg.large;

import io.github.diffseg.StageTimes;
import io.github.diffseg.output.Provenance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a plane that was read in parts; everything lies in files.
 *
 * @param segments how many there are
 * @param bits of a label in the file: 8, 16 or 32
 * @param width of the labels in pixels
 * @param height of the labels in pixels
 * @param level of the file's resolutions that was segmented, 0 is the finest
 * @param passes of the network over tiles
 * @param output the files
 * @param provenance what they were made with
 * @param times how long each stage took
 */
public record LargeResult(
        int segments,
        int bits,
        long width,
        long height,
        int level,
        int passes,
        LargeOutput output,
        Provenance provenance,
        StageTimes times) {

    /** {@return the number of segments, and of what, in words} */
    public String outcome() {
        return segments
                + (segments == 1 ? " segment in " : " segments in ")
                + width
                + " x "
                + height
                + " pixels"
                + (level == 0 ? "" : " of level " + level)
                + ", "
                + passes
                + (passes == 1 ? " tile" : " tiles");
    }

    /** {@return the files by kind} */
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("labels", output.labels());
        files.put("table", output.table());
        return files;
    }
}
