package io.portolan;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What people call the machine this process runs on. */
final class HostName {

    /** With the number of the process, since several may run on one machine. May take a while. */
    static String here() {
        return name() + "/" + ProcessHandle.current().pid();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private HostName() {}
}
