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

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads JSON strictly and refuses deep nesting, on which code that walks the elements would
 * overflow its stack.
 */
public final class ShallowJsonReader extends JsonReader {

    private static final int MAXIMUM_DEPTH = 100;

    private int depth;

    /**
     * Prepares to read; nothing is read yet.
     *
     * @param in JSON, read once
     */
    public ShallowJsonReader(Reader in) {
        super(in);
    }

    /**
     * Reads the whole of it.
     *
     * @return the one object that it is
     * @throws IOException if it cannot be read, is no JSON, nested too deep, or anything but one
     *     object
     */
    public JsonObject readObject() throws IOException {
        try {
            // Not Gson.fromJson nor JsonParser: both switch the reader to lenient.
            JsonElement element = new Gson().getAdapter(JsonElement.class).read(this);
            if (element.isJsonObject() && peek() == JsonToken.END_DOCUMENT) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new MalformedJsonException(e.getMessage(), e);
        }
        throw new MalformedJsonException("it is not one JSON object");
    }

    @Override
    public void beginArray() throws IOException {
        super.beginArray();
        descend();
    }

    @Override
    public void beginObject() throws IOException {
        super.beginObject();
        descend();
    }

    @Override
    public void endArray() throws IOException {
        super.endArray();
        depth--;
    }

    @Override
    public void endObject() throws IOException {
        super.endObject();
        depth--;
    }

    private void descend() throws IOException {
        if (++depth > MAXIMUM_DEPTH) {
            throw new MalformedJsonException("nested deeper than " + MAXIMUM_DEPTH);
        }
    }
}
