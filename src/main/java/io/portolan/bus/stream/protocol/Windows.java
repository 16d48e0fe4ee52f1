package io.portolan.bus.stream.protocol;

/**
 * What all streams from one other node may have under way or unread here, and each of them. A stream begins with little,
 * so that many fit that nobody reads, and has its fair share as soon as it is read. The shares make up half of it all,
 * the other half is left to those that begin. Safe on any number of threads.
 */
public final class Windows {

    /** What a stream may have in any case, so that each gets on. */
    static final long LEAST = 16 * 1024;

    private final long all;
    private final long each;
    private final long least;
    private long granted;
    private int streams;

    /**
     * For one other node.
     *
     * @param all bytes of all streams
     * @param each bytes of one stream at most
     */
    public Windows(long all, long each) {
        this.all = all;
        this.each = each;
        this.least = Math.min(LEAST, each);
    }

    /** One more begins: what it may have under way. */
    public synchronized long open() {
        streams++;
        granted += least;
        return least;
    }

    /**
     * Some of a stream has been read.
     *
     * @param left what it may still have under way
     * @param read what of it has been read since this was asked last
     * @return how much more it may have
     */
    public synchronized long more(long left, long read) {
        granted -= read;
        long share = Math.clamp(all / 2 / streams, least, each);
        long floor = Math.max(0, least - left);
        long rest = Math.min(share - left, all / 2 - granted);
        if (rest < least / 4) {
            rest = 0;
        }
        long more = Math.max(floor, rest);
        granted += more;
        return more;
    }

    /** One is over that might have had so much under way. */
    public synchronized void close(long left) {
        streams--;
        granted -= left;
    }

    /** What may be under way or unread. */
    public synchronized long granted() {
        return granted;
    }
}
