package io.portolan.http;

/** Names that lead to this machine and nowhere else. */
public final class Loopback {

    /** {@code localhost}, {@code ::1} or an address of {@code 127.0.0.0/8}; with or without brackets. Never resolves. */
    public static boolean names(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.equals("[::1]") || isIpv4(host);
    }

    private static boolean isIpv4(String host) {
        if (!host.startsWith("127.")) {
            return false;
        }
        int dots = 0;
        int octet = -1;
        for (int at = 0; at < host.length(); at++) {
            char c = host.charAt(at);
            if (c == '.' && octet >= 0) {
                dots++;
                octet = -1;
            } else if (c >= '0' && c <= '9') {
                octet = Math.max(octet, 0) * 10 + c - '0';
            } else {
                return false;
            }
            if (octet > 255) {
                return false;
            }
        }
        return dots == 3 && octet >= 0;
    }

    private Loopback() {}
}
