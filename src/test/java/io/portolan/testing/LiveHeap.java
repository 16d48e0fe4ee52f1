package io.portolan.testing;

/** How much of the heap is still reachable. */
public final class LiveHeap {

    /** In bytes. One collection may leave what only the next one finds to be garbage. */
    public static long bytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private LiveHeap() {}
}
