package io.github.diffseg.cluster;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.command.ModelChoice;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.progress.Progress;

/** The model of one executor: opened by its first task, used by all, closed with the process. */
final class ExecutorModel {

    private static String key;
    private static DiffSeg opened;

    private ExecutorModel() {}

    static synchronized DiffSeg open(String model, String device) {
        String wanted = model + "\n" + device;
        if (opened == null || !wanted.equals(key)) {
            if (opened != null) {
                opened.close();
            }
            opened = DiffSeg.open(ModelChoice.folder(model), ComputeDevice.of(device), Progress.NONE);
            key = wanted;
        }
        return opened;
    }
}
