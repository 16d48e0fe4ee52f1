package io.portolan.compile;

import io.portolan.plan.BaseUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code baseUri} of a consumed namespace. */
final class BaseUris {

    private static final String EXPECTED = " (expected: http:// or https://, a host, and a path at most)";

    private BaseUris() {}

    /** The base URI, or null and a problem. */
    static @Nullable BaseUri read(String text, String where, ProblemLog log) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            log.error(where, "'" + text + "' is not a URI" + EXPECTED);
            return null;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            log.error(where, "'" + text + "' is not a base URI" + EXPECTED);
            return null;
        }
        if (uri.getRawUserInfo() != null) {
            log.error(where, "a base URI holds no user or password (expected: authentication of type basic)");
            return null;
        }
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new BaseUri(scheme, host, port, withoutTrailingSlash(uri.getRawPath()));
    }

    private static String withoutTrailingSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
