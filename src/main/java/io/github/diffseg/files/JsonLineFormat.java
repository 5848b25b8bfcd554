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

package io.github.diffseg.files;

import com.google.gson.JsonObject;

/**
 * One kind of file of {@link JsonLines}: what its lines tell, and how users are told of it.
 *
 * @param <T> what a line tells
 */
public interface JsonLineFormat<T> {

    /**
     * {@return the value of the field {@code format}, with which each line begins; without white
     * space, and another one as soon as lines of before cannot be taken up any more}
     */
    String name();

    /** {@return what the lines of earlier builds begin with, which have no {@code format}} */
    String earlierBegin();

    /**
     * {@return what it tells}
     *
     * @param line as it was written
     * @throws RuntimeException of any kind if a field is missing or of another kind
     */
    T parse(JsonObject line);

    /**
     * {@return its fields, without {@code format}}
     *
     * @param value what a line shall tell
     */
    JsonObject toJson(T value);

    /** {@return what such a file is for users, for example {@code "manifest"}} */
    String noun();

    /** {@return what writes it, for example {@code "batch"}} */
    String writer();

    /**
     * {@return what follows from deleting a line, for example {@code "its image is done again"}}
     */
    String afterDeletion();
}
