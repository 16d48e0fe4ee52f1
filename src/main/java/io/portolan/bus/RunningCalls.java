package io.portolan.bus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What is under way on this node, by the id of the request it is for: what runs here, and what was sent to another node.
 * A request may have several, since a flow of steps asks for others.
 */
public final class RunningCalls {

    /** A call may still be on its way to its event loop or node when it is cancelled, so some ids are kept. */
    private static final int MOST_KEPT = 1024;

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Deque<String> kept = new ArrayDeque<>();

    /** Something that is under way. */
    public static final class Entry {

        private final String requestId;
        private final Runnable stop;
        private final @Nullable Entry next;

        private Entry(String requestId, Runnable stop, @Nullable Entry next) {
            this.requestId = requestId;
            this.stop = stop;
            this.next = next;
        }
    }

    /**
     * Something begins.
     *
     * @param stop called on any thread, perhaps twice; at once when the request was cancelled shortly before
     * @return to be given to {@link #end} once
     */
    public Entry begin(String requestId, Runnable stop) {
        Entry alone = new Entry(requestId, stop, null);
        Entry entry = alone;
        if (entries.putIfAbsent(requestId, alone) != null) {
            entry = entries.merge(requestId, alone, (others, one) -> new Entry(requestId, stop, others));
        }
        if (!cancelled.isEmpty() && cancelled.contains(requestId)) {
            stop.run();
        }
        return entry;
    }

    /** It has ended. */
    public void end(Entry entry) {
        if (entry.next != null || !entries.remove(entry.requestId, entry)) {
            entries.computeIfPresent(entry.requestId, (id, all) -> without(all, entry.stop));
        }
    }

    /** Stops all that is under way for this request, and what still comes for it. */
    public void cancel(String requestId) {
        keep(requestId);
        for (Entry entry = entries.remove(requestId); entry != null; entry = entry.next) {
            entry.stop.run();
        }
    }

    /** How many requests have something under way here. */
    public int size() {
        return entries.size();
    }

    private void keep(String requestId) {
        synchronized (kept) {
            if (cancelled.add(requestId)) {
                kept.addLast(requestId);
            }
            if (kept.size() > MOST_KEPT) {
                cancelled.remove(kept.removeFirst());
            }
        }
    }

    private static @Nullable Entry without(@Nullable Entry all, Runnable stop) {
        if (all == null) {
            return null;
        }
        return all.stop.equals(stop) ? all.next : new Entry(all.requestId, all.stop, without(all.next, stop));
    }
}
