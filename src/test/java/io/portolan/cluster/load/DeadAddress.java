package io.portolan.cluster.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that a process had, once it is dead: whoever still connects there is counted. */
final class DeadAddress implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger visitors = new AtomicInteger();

    /** Listens on this port of loopback. */
    DeadAddress(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::count);
    }

    int visitors() {
        return visitors.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void count() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                visitors.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
