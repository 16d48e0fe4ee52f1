package io.portolan.http;

import io.portolan.format.Quote;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages off: a page in a browser on this machine can send requests to a loopback port, under its own name by
 * way of DNS or across origins. Answers CORS for the origins that may.
 */
final class OriginGuard implements Handler<RoutingContext> {

    private static final String PREFLIGHT_SECONDS = "600";

    private final boolean loopback;
    private final Set<String> allowedHosts;
    private final Set<String> allowedOrigins;

    /** The Host that was let in last: nearly all requests repeat it, and need not have it taken apart again. */
    private volatile @Nullable String welcome;

    OriginGuard(EdgeOptions options) {
        loopback = Loopback.names(options.host());
        allowedHosts = lowerCase(options.allowedHosts());
        allowedOrigins = lowerCase(options.allowedOrigins());
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null && hosts.size() == 1 && hosts.getFirst().equals(welcome)) {
            vary(context.response().headers());
            context.next();
            return;
        }
        HostAndPort host = request.authority();
        if ((host == null && request.version() != HttpVersion.HTTP_1_0) || hosts.size() > 1) {
            // RFC 9112 3.2
            Problems.send(
                    context,
                    Problems.of(400, "Host: missing, malformed or repeated (expected: the name of this server)"));
        } else if (host != null && loopback && !accepted(host)) {
            Problems.send(context, Problems.of(403, strangeHost(host)));
        } else if (origin != null && allowedOrigins.contains(origin.toLowerCase(Locale.ROOT))) {
            share(context, origin);
        } else if (origin != null && !local(origin) && !same(origin, host)) {
            Problems.send(context, Problems.of(403, strangeOrigin(origin)));
        } else {
            welcome = hosts.isEmpty() ? null : hosts.getFirst();
            vary(context.response().headers());
            context.next();
        }
    }

    private boolean accepted(HostAndPort host) {
        String name = host.host();
        if (Loopback.names(name)) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return allowedHosts.contains(lower) || allowedHosts.contains(lower + ":" + host.port());
    }

    /** Lets the origin's pages read the answer; a preflight is answered here. */
    private void share(RoutingContext context, String origin) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        vary(headers);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
        String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (method == null || !request.method().equals(HttpMethod.OPTIONS)) {
            context.next();
            return;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
        String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (wanted != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
        context.response().setStatusCode(204).end().onFailure(Problems::gone);
    }

    /** A cache must not hand one origin the answer made for another. */
    private void vary(MultiMap headers) {
        if (!allowedOrigins.isEmpty()) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    private static boolean local(String origin) {
        HostAndPort host = host(origin);
        return host != null && Loopback.names(host.host());
    }

    private static boolean same(String origin, @Nullable HostAndPort requested) {
        HostAndPort host = host(origin);
        return host != null
                && requested != null
                && host.host().equalsIgnoreCase(requested.host())
                && host.port() == requested.port();
    }

    private static @Nullable HostAndPort host(String origin) {
        int start = origin.startsWith("https://") ? 8 : origin.startsWith("http://") ? 7 : -1;
        return start < 0 ? null : HostAndPort.parseAuthority(origin.substring(start), -1);
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static String strangeHost(HostAndPort host) {
        return "Host: " + Quote.of(host.host()) + " (expected: localhost, a loopback address or one of allowedHosts)";
    }

    private static String strangeOrigin(String origin) {
        return "Origin: " + Quote.of(origin) + " (expected: a page on this machine or one of allowedOrigins)";
    }
}
