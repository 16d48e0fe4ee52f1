package io.portolan.mcp.stdio;

/** How much may be under way before no more is read. */
final class Room {

    private final int requests;
    private final long bytes;
    private int begun;
    private long waiting;

    /**
     * @param requests that are not answered yet
     * @param bytes of answers that the client has not read yet
     */
    Room(int requests, long bytes) {
        this.requests = requests;
        this.bytes = bytes;
    }

    /** Takes the place of one request, once there is one. */
    synchronized void enter() throws InterruptedException {
        while (begun >= requests || waiting >= bytes) {
            wait();
        }
        begun++;
    }

    /** Takes a place again that was left for a while, whether there is one or not. */
    synchronized void enterAgain() {
        begun++;
    }

    /** A request is done with, or waits for the client. */
    synchronized void leave() {
        begun--;
        notifyAll();
    }

    /** Something waits to be written. */
    synchronized void queued(int length) {
        waiting += length;
    }

    /** It is written; true when that made room for more. */
    synchronized boolean written(int length) {
        boolean full = waiting >= bytes;
        waiting -= length;
        notifyAll();
        return full && waiting < bytes;
    }

    /** Whether the client is behind with reading. */
    synchronized boolean full() {
        return waiting >= bytes;
    }
}
