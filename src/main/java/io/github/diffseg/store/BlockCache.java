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

package io.github.diffseg.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Blocks that were read last, up to a number of bytes. Several threads may ask; who asks for what
 * another one is just reading, waits for it.
 *
 * @param <K> what a block is known by
 * @param <V> a block
 */
public final class BlockCache<K, V> {

    private static final long PART_OF_MEMORY = 16;
    private static final long LEAST_BYTES = 16L << 20;

    /** Reads a block. */
    @FunctionalInterface
    public interface Loader<V> {
        /**
         * {@return the block}
         *
         * @throws IOException if it cannot be read
         */
        V load() throws IOException;
    }

    private record Weighed<V>(V value, long bytes) {}

    private final long most;
    private final Map<K, Weighed<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<K, CompletableFuture<V>> loading = new HashMap<>();
    private long bytes;

    /**
     * Keeps nothing yet.
     *
     * @param most bytes of blocks that are kept; the last one is kept whatever it weighs
     */
    public BlockCache(long most) {
        this.most = most;
    }

    /** {@return a cache that takes a sixteenth of what Java may use, at least 16 MB} */
    public static <K, V> BlockCache<K, V> ofMemory() {
        return new BlockCache<>(
                Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY));
    }

    /**
     * {@return the block}
     *
     * @param key what it is known by
     * @param weight in bytes, about
     * @param loader reads it, if it is not kept
     * @throws IOException as the loader
     */
    public V get(K key, long weight, Loader<V> loader) throws IOException {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> other;
        synchronized (this) {
            Weighed<V> found = kept.get(key);
            if (found != null) {
                return found.value();
            }
            other = loading.putIfAbsent(key, own);
        }
        return other == null ? load(key, weight, loader, own) : await(other);
    }

    private V load(K key, long weight, Loader<V> loader, CompletableFuture<V> told)
            throws IOException {
        try {
            V value = loader.load();
            keep(key, value, weight);
            told.complete(value);
            return value;
        } catch (IOException | RuntimeException | Error e) {
            told.completeExceptionally(e);
            throw e;
        } finally {
            synchronized (this) {
                loading.remove(key);
            }
        }
    }

    private synchronized void keep(K key, V value, long weight) {
        kept.put(key, new Weighed<>(value, weight));
        bytes += weight;
        var eldest = kept.entrySet().iterator();
        while (bytes > most && kept.size() > 1) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }

    private static <V> V await(CompletableFuture<V> other) throws IOException {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
