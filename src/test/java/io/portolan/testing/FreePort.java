package io.portolan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that nobody listens on. */
public final class FreePort {

    /** Below the ports a system hands out by itself, so that no listener of port 0 and no connection takes one. */
    private static final int FIRST = 12_000;

    private static final int COUNT = 18_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    /** One of loopback that no other call of this JVM got, or gets soon. */
    public static int find() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            if (canBind(port)) {
                return port;
            }
        }
        throw new IllegalStateException("every port is taken");
    }

    /** Whether nobody listens on it, now. */
    public static boolean is(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private FreePort() {}
}
