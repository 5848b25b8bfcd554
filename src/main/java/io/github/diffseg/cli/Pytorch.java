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

package io.github.diffseg.cli;

import io.github.diffseg.engine.device.TorchSetup;
import io.github.diffseg.engine.install.TorchLibrary;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Chooses the PyTorch that DiffSeg computes with. */
@Command(
        name = "pytorch",
        mixinStandardHelpOptions = true,
        description = {
            "Chooses the PyTorch that DiffSeg computes with, for this user and from the next start"
                    + " on. Without WHICH it lists what can be chosen."
        },
        footer = {"", "Exit status: 0 done, 1 failed, 2 wrong usage."})
final class Pytorch implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHICH",
            description =
                    "processor: DiffSeg's own. cuda: for NVIDIA's GPUs, downloaded (Linux). Or the"
                            + " path of a Python environment, or of an unpacked libtorch, with"
                            + " PyTorch 2.7.1.")
    private String which;

    @Option(
            names = "--accept-licence",
            description =
                    "Agrees to the licences of PyTorch and of NVIDIA's libraries, which cuda"
                            + " downloads.")
    private boolean acceptsLicence;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TorchSetup setup = TorchSetup.ofThisMachine();
        if (which != null) {
            WrongUsage.refuse(spec, TorchSetup.refusal(which));
            out.println(
                    setup.choose(
                            which, acceptsLicence, new LineProgress(spec.commandLine().getErr())));
            return 0;
        }
        out.println("used: " + setup.current());
        out.println("this machine: " + setup.cards());
        out.println("processor: DiffSeg's own PyTorch");
        List<TorchLibrary> fitting = TorchSetup.fitting();
        fitting.forEach(torch -> out.println(torch.folder() + ": PyTorch " + torch.version()));
        setup.terms().ifPresent(terms -> out.println("cuda: " + terms));
        return 0;
    }
}
