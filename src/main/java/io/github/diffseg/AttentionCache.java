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

package io.github.diffseg;

import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.memory.SystemMemory;
import io.github.diffseg.image.PictureHash;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * Keeps attention, so that a picture is seen once and segmented often. Attention is found again by
 * the content of the picture, the content of the model, the settings and the device: a picture that
 * changed is seen anew, whatever it is called.
 *
 * <p>Memory is bounded: beyond the capacity, what was used longest ago goes first. What was used
 * last stays even if it alone is larger, as long as as much memory is free. It is soft, too: when a
 * pass finds too little memory, all that nobody uses goes, and the pass is tried once more.
 * Attention in use is never closed under its user. Safe for use by several threads.
 */
public final class AttentionCache implements AutoCloseable {

    private record Key(
            String picture,
            String model,
            AttentionSettings settings,
            String device,
            NetworkPrecision precision) {

        Key withFeatures() {
            return new Key(picture, model, settings.withFeatures(), device, precision);
        }
    }

    private static final class Entry {

        private final Attention attention;
        private int leases;
        private boolean kept = true;
        private boolean closed;

        Entry(Attention attention) {
            this.attention = attention;
        }
    }

    /** The right to use attention until it is closed. */
    public final class Lease implements AutoCloseable {

        private final Entry entry;
        private final boolean fromCache;
        private boolean closed;

        private Lease(Entry entry, boolean fromCache) {
            this.entry = entry;
            this.fromCache = fromCache;
        }

        /**
         * {@return the attention, open until this lease is closed}
         *
         * @throws IllegalStateException if it is closed
         */
        public Attention attention() {
            if (closed) {
                throw new IllegalStateException("The attention was given back");
            }
            return entry.attention;
        }

        /** {@return whether no pass was needed} */
        public boolean fromCache() {
            return fromCache;
        }

        @Override
        public void close() {
            synchronized (AttentionCache.this) {
                if (!closed) {
                    closed = true;
                    entry.leases--;
                    evict();
                    closeIfUnused(entry);
                }
            }
        }
    }

    private final long capacity;
    private final LongSupplier freeMemory;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Makes an empty cache.
     *
     * @param capacity in bytes of native memory; 0 keeps nothing longer than its leases
     */
    public AttentionCache(long capacity) {
        this(capacity, SystemMemory::available);
    }

    AttentionCache(long capacity, LongSupplier freeMemory) {
        this.capacity = capacity;
        this.freeMemory = freeMemory;
    }

    /**
     * Attention of a picture, kept or new.
     *
     * @param diffSeg an opened model
     * @param picture the plane as the user sees it, {@code [width, height]}
     * @param settings working size, timestep, aggregation; attention that was kept with features
     *     serves without, too
     * @param progress told of each layer; cancelling takes effect before the next
     * @return the right to use it; to be closed
     * @throws IllegalArgumentException if the picture does not fit the settings
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Lease attend(
            DiffSeg diffSeg,
            RandomAccessibleInterval<ARGBType> picture,
            AttentionSettings settings,
            Progress progress) {
        Key key =
                new Key(
                        PictureHash.of(picture),
                        diffSeg.modelHash(progress),
                        settings,
                        diffSeg.device().toString(),
                        diffSeg.precision());
        synchronized (this) {
            Entry known = known(key);
            if (known != null) {
                return lease(known, true);
            }
        }
        Attention attention = attendWithRetry(diffSeg, picture, settings, progress);
        synchronized (this) {
            Entry known = known(key);
            if (known != null) {
                attention.close();
                return lease(known, true);
            }
            Entry entry = new Entry(attention);
            entries.put(key, entry);
            Lease lease = lease(entry, false);
            evict();
            return lease;
        }
    }

    /** What was kept with features is as good without; not the other way round. */
    private Entry known(Key key) {
        Entry exact = entries.get(key);
        return exact == null ? entries.get(key.withFeatures()) : exact;
    }

    /** {@return the bytes of all attention kept} */
    public synchronized long bytes() {
        return entries.values().stream().mapToLong(entry -> entry.attention.bytes()).sum();
    }

    /** Forgets everything; what is in use is closed when its last lease is. */
    @Override
    public synchronized void close() {
        List<Entry> all = new ArrayList<>(entries.values());
        entries.clear();
        for (Entry entry : all) {
            entry.kept = false;
            closeIfUnused(entry);
        }
    }

    private Attention attendWithRetry(
            DiffSeg diffSeg,
            RandomAccessibleInterval<ARGBType> picture,
            AttentionSettings settings,
            Progress progress) {
        try {
            return diffSeg.attend(picture, settings, progress);
        } catch (OutOfMemoryError | NotEnoughMemoryException e) {
            if (!releaseUnused()) {
                throw e;
            }
            return diffSeg.attend(picture, settings, progress);
        }
    }

    private Lease lease(Entry entry, boolean fromCache) {
        entry.leases++;
        return new Lease(entry, fromCache);
    }

    /** Whether there was anything that nobody used. */
    private synchronized boolean releaseUnused() {
        List<Entry> unused = entries.values().stream().filter(e -> e.leases == 0).toList();
        unused.forEach(this::forget);
        return !unused.isEmpty();
    }

    /** Forgets what is unused, the oldest first, until no more than the capacity is kept. */
    private void evict() {
        long bytes = bytes();
        int left = entries.size();
        for (Entry entry : List.copyOf(entries.values())) {
            boolean last = left == 1;
            if (bytes > capacity && entry.leases == 0 && !(last && mayStay(entry))) {
                bytes -= entry.attention.bytes();
                forget(entry);
            }
            left--;
        }
    }

    private boolean mayStay(Entry last) {
        return capacity > 0 && freeMemory.getAsLong() >= last.attention.bytes();
    }

    private void forget(Entry entry) {
        entries.values().remove(entry);
        entry.kept = false;
        closeIfUnused(entry);
    }

    private static void closeIfUnused(Entry entry) {
        if (!entry.kept && entry.leases == 0 && !entry.closed) {
            entry.closed = true;
            entry.attention.close();
        }
    }
}
