package io.portolan.plan;

/**
 * Where an API lives.
 *
 * @param scheme {@code http}, {@code https}, or {@code sandbox} for the built-in upstream
 * @param host without brackets; empty for the sandbox
 * @param port the effective port
 * @param path empty or beginning with a slash; never ending with one
 */
public record BaseUri(String scheme, String host, int port, String path) {

    /** The built-in upstream; where it listens is known only when it runs. */
    public static final BaseUri SANDBOX = new BaseUri("sandbox", "", 0, "");

    public boolean secure() {
        return scheme.equals("https");
    }

    public boolean sandboxed() {
        return scheme.equals("sandbox");
    }

    /** {@code host}, or {@code host:port} when the port is not the scheme's own (RFC 9110 7.2). */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure() ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return sandboxed() ? "sandbox:" : scheme + "://" + authority() + path;
    }
}
