/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.diffseg.engine.install.EngineFolder;
import io.github.diffseg.engine.install.LibraryChoice;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.List;
import java.util.Optional;

/**
 * The one PyTorch engine of this JVM, started in the way that a Fiji plugin needs: with native code
 * that was checked, without usage tracking, and whatever class loader the calling thread has.
 */
public final class TorchEngine {

    private static final Logger LOG = System.getLogger(TorchEngine.class.getName());

    private static final String ENGINE_NAME = "PyTorch";

    private static final String THREADS = "ai.djl.pytorch.num_threads";

    /** DJL passes over one that is no number. */
    private static final List<String> THREAD_PROPERTIES =
            List.of(THREADS, "ai.djl.pytorch.num_interop_threads");

    private static Engine running;
    private static Optional<TorchLibrary> library = Optional.empty();
    private static int threads;

    private TorchEngine() {}

    /**
     * Starts the engine unless it runs already, as {@link #start(Progress)} without telling anyone.
     *
     * @return the engine
     * @throws UserException if its native library cannot be had or loaded
     */
    public static Engine start() {
        return start(Progress.NONE);
    }

    /**
     * Starts the engine unless it runs already. Its native code is what {@link LibraryChoice} says,
     * or comes from the class path, or else from the folder of the user where it is installed;
     * where it is missing there too, it is loaded from Maven Central, unless DJL is told to stay
     * offline (environment variable {@code DJL_OFFLINE} or system property {@code ai.djl.offline}).
     *
     * @param progress told of the download, if there is one, which it may cancel
     * @return the engine
     * @throws UserException if its native library cannot be had or loaded, or a property that sets
     *     a number of threads is no such number; the message says what to do
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static synchronized Engine start(Progress progress) {
        if (running == null) {
            THREAD_PROPERTIES.forEach(TorchEngine::requireCount);
            EngineFolder.prepare();
            Optional<TorchLibrary> own = LibraryChoice.ofThisUser().library();
            URL[] nativeCode =
                    own.isPresent()
                            ? NativeJars.ofUsersPyTorch(progress)
                            : NativeJars.ofOwnPyTorch(progress);
            setIfAbsent("OPT_OUT_TRACKING", "true");
            setIfAbsent(THREADS, Integer.toString(PhysicalCores.ofThisProcess().count()));
            NativeEnvironment.prepare();
            running = EngineStart.start(own, nativeCode);
            library = own;
            threads = Integer.getInteger(THREADS);
        }
        return running;
    }

    /**
     * Starts the engine beside what the caller does next, where that needs no download. Whoever
     * needs the engine waits for it in {@link #start()}, and is told there if it does not start.
     *
     * @param then done after it in the same thread, if it starts
     * @return the thread, to be joined before the process is ended: native code must not be loaded
     *     while it is taken down
     */
    public static Thread startBeside(Runnable then) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                if (NativeJars.areOnClassPath()) {
                                    start();
                                    then.run();
                                }
                            } catch (RuntimeException e) {
                                // start() says it again to whoever needs the engine
                                LOG.log(Level.DEBUG, "The engine does not start yet", e);
                            }
                        },
                        "DiffSeg engine start");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void requireCount(String property) {
        String value = System.getProperty(property);
        Integer count = Integer.getInteger(property);
        if (value != null && (count == null || count < 1)) {
            throw new EngineException(
                    "The system property "
                            + property
                            + " is \""
                            + value
                            + "\"; it must be a whole number of threads, 1 or more");
        }
    }

    /**
     * {@return the PyTorch of the user's own that is used; empty if it is DiffSeg's, for the
     * processor}
     */
    public static synchronized Optional<TorchLibrary> library() {
        start();
        return library;
    }

    /**
     * {@return whether the engine runs, so that another choice of PyTorch waits for the next start
     * of the program}
     */
    public static synchronized boolean isRunning() {
        return running != null;
    }

    /**
     * {@return the engine's name and version, e.g. {@code "PyTorch 2.7.1"}; of the user's own with
     * what it is built for, e.g. {@code "PyTorch 2.7.1+cu126"}}
     */
    public static synchronized String description() {
        String version = start().getVersion();
        return ENGINE_NAME + " " + library.map(TorchLibrary::version).orElse(version);
    }

    /**
     * {@return how many threads the engine computes one operation with on the processor: one for
     * each physical core, unless the system property {@code ai.djl.pytorch.num_threads} says
     * otherwise}
     */
    public static int threads() {
        start();
        return threads;
    }

    /**
     * Lets the process end at once when Java ends it, without destroying the engine's objects one
     * by one. For a process that does nothing else than DiffSeg's work, just before its end; where
     * the engine does not run, this does nothing.
     */
    public static synchronized void endAtOnce() {
        if (running != null) {
            NativeEnvironment.skipDestruction();
        }
    }

    /**
     * Lets the engine compute what the calling thread asks it for on the processor with so many
     * threads from now on. Other threads keep their number.
     *
     * @param count of threads, 1 or more
     */
    public static void computeInThisThreadWith(int count) {
        start();
        JniUtils.setNumThreads(count);
        // The number that was set last is also that of each thread that the engine meets later
        Thread other = new Thread(() -> JniUtils.setNumThreads(threads()), "DiffSeg thread number");
        other.setDaemon(true);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * {@return a manager that the caller closes; closing it frees every array made with it}
     *
     * @param device where the arrays shall live
     */
    public static NDManager newManager(ComputeDevice device) {
        start();
        return NDManager.newBaseManager(device.djlDevice(), ENGINE_NAME);
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
