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

package io.github.diffseg.library;

import com.google.gson.annotations.SerializedName;
import java.util.Map;
import java.util.Optional;

/** A published model that is worth getting. */
public final class CatalogueModel {

    private String name;
    private String title;
    private String repository;
    private String family;

    @SerializedName("good_for")
    private String goodFor;

    private double gigabytes;

    @SerializedName("working_size")
    private int workingSize;

    @SerializedName("times_as_long_as_embedded")
    private double timesAsLongAsEmbedded;

    private String licence;

    @SerializedName("licence_address")
    private String licenceAddress;

    private Map<String, String> sha256 = Map.of();

    private CatalogueModel() {}

    /** {@return the name by which it is chosen once it is here} */
    public String name() {
        return name;
    }

    /** {@return the name as people know it} */
    public String title() {
        return title;
    }

    /** {@return {@code ORG/NAME} on the hub} */
    public String repository() {
        return repository;
    }

    /** {@return the architecture, as people call it} */
    public String family() {
        return family;
    }

    /** {@return what it is good for, in a few words} */
    public String goodFor() {
        return goodFor;
    }

    /** {@return about how much is loaded, in GB; the hub says it exactly} */
    public double gigabytes() {
        return gigabytes;
    }

    /** {@return the short side at which it sees an image, in pixels} */
    public int workingSize() {
        return workingSize;
    }

    /**
     * An estimate by multiplications: for Stable Diffusion 1 it is measured on a processor (5.20 s
     * against 0.49 s, docs/benchmarks.md), for the others it is that times their share of
     * multiplications in VAE encoder and UNet at their working size.
     *
     * @return how many times as long as the embedded model it takes for an image
     */
    public double timesAsLongAsEmbedded() {
        return timesAsLongAsEmbedded;
    }

    /** {@return its licence's name; empty where only the model's card says it} */
    public Optional<String> licence() {
        return Optional.ofNullable(licence);
    }

    /** {@return where the licence can be read} */
    public String licenceAddress() {
        return licenceAddress;
    }

    /**
     * {@return whether it is this one}
     *
     * @param place a model that is there
     */
    public boolean isAt(ModelPlace place) {
        return place.repository()
                .map(repository::equalsIgnoreCase)
                .orElse(place.name().equalsIgnoreCase(name));
    }

    /**
     * {@return the SHA-256 of a file as it was published, where that is known}
     *
     * @param file a path in the repository
     */
    public Optional<String> sha256(String file) {
        return Optional.ofNullable(sha256.get(file));
    }
}
