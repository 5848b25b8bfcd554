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

package io.github.diffseg.engine.nvidia;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a machine has of NVIDIA.
 *
 * @param cards that its driver lets this process use, in the driver's order
 * @param cuda the newest CUDA that the driver knows, 1000 times its first number plus 10 times its
 *     second; 0 without a driver that works
 * @param obstacle what is missing before any program can compute on a card, as a clause; empty if
 *     nothing is
 */
public record Nvidia(List<NvidiaCard> cards, int cuda, Optional<String> obstacle) {

    /** The oldest whose programs PyTorch 2.7.1 is: those of CUDA 12 run on each driver for 12. */
    private static final int OLDEST_CUDA = 12_000;

    private static final int NO_DEVICE = 100;
    private static final int DRIVER_IS_A_STUB = 34;
    private static final int VERSION_MISMATCH = 803;

    /** {@return what this machine has, asked anew} */
    public static Nvidia ofThisMachine() {
        return of(new MachineProbe());
    }

    /**
     * {@return what it has}
     *
     * @param probe asks the machine
     */
    public static Nvidia of(NvidiaProbe probe) {
        Optional<CudaDriver> found = probe.driver();
        if (found.isEmpty()) {
            return none(0, withoutDriver(probe));
        }
        CudaDriver driver = found.get();
        int answer = driver.cuInit(0);
        int[] cuda = new int[1];
        driver.cuDriverGetVersion(cuda);
        if (answer != 0) {
            return none(cuda[0], refusal(answer));
        }
        int[] count = new int[1];
        driver.cuDeviceGetCount(count);
        if (count[0] == 0) {
            return none(cuda[0], refusal(NO_DEVICE));
        }
        List<NvidiaCard> cards =
                IntStream.range(0, count[0])
                        .mapToObj(ordinal -> NvidiaCard.of(driver, ordinal))
                        .toList();
        return new Nvidia(cards, cuda[0], tooOld(cuda[0]));
    }

    private static Nvidia none(int cuda, String obstacle) {
        return new Nvidia(List.of(), cuda, Optional.of(obstacle));
    }

    private static String withoutDriver(NvidiaProbe probe) {
        Optional<Boolean> listed = probe.isCardListed();
        if (listed.isEmpty()) {
            return "no NVIDIA driver is found here ("
                    + probe.driverName()
                    + " cannot be loaded); install it, if there is an NVIDIA card";
        }
        return listed.get()
                ? "there is an NVIDIA card, but no driver for it ("
                        + probe.driverName()
                        + " cannot be loaded); install NVIDIA's driver"
                : "no NVIDIA card is found here";
    }

    private static String refusal(int answer) {
        return switch (answer) {
            case NO_DEVICE ->
                    "the NVIDIA driver is there, but gives this process no card (CUDA error 100);"
                            + " see whether CUDA_VISIBLE_DEVICES hides it";
            case DRIVER_IS_A_STUB ->
                    "what was found as the NVIDIA driver is only a stand-in for building programs"
                            + " (CUDA error 34); install NVIDIA's driver";
            case VERSION_MISMATCH ->
                    "the parts of the NVIDIA driver are of different versions (CUDA error 803);"
                            + " restart the machine";
            default ->
                    "the NVIDIA driver does not work (CUDA error "
                            + answer
                            + "); see what nvidia-smi says";
        };
    }

    private static Optional<String> tooOld(int cuda) {
        return cuda >= OLDEST_CUDA
                ? Optional.empty()
                : Optional.of(
                        "the NVIDIA driver is too old: it is for CUDA "
                                + text(cuda)
                                + ", and PyTorch needs one for CUDA 12 (version 525 or newer)");
    }

    private static String text(int cuda) {
        return cuda / 1000 + "." + cuda % 1000 / 10;
    }

    /** As a report shows it. */
    @Override
    public String toString() {
        String driver = cuda == 0 ? "" : "driver for CUDA " + text(cuda) + "; ";
        String list = cards.stream().map(NvidiaCard::toString).collect(Collectors.joining(", "));
        return driver
                + list
                + (list.isEmpty() || obstacle.isEmpty() ? "" : "; ")
                + obstacle.orElse("");
    }
}
