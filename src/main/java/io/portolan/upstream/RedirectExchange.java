package io.portolan.upstream;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.options.RedirectOptions;
import io.portolan.plan.BaseUri;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows a download to where its API sends it, but only to hosts that the settings name, and without anything that
 * stands for the caller's or our rights. Any other redirect is handed on, its location made absolute: to the caller, a
 * relative one would be a path of ours.
 */
final class RedirectExchange implements Exchange {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String LOCATION = "Location";

    /** What a download may say of itself to whoever has the file. */
    private static final Set<String> KEPT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        KEPT.addAll(List.of(
                "Accept",
                "Accept-Encoding",
                "Range",
                "If-Match",
                "If-None-Match",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "If-Range"));
    }

    private final Exchange next;
    private final Exchange elsewhere;
    private final BaseUri home;
    private final RedirectOptions options;

    /**
     * A layer.
     *
     * @param next the way to the API, with its credential
     * @param elsewhere the way to any other place, without one
     */
    RedirectExchange(Exchange next, Exchange elsewhere, BaseUri home, RedirectOptions options) {
        this.next = next;
        this.elsewhere = elsewhere;
        this.home = home;
        this.options = options;
    }

    @Override
    public Future<Result> send(UpstreamRequest request, RunningCall call) {
        return next.send(request, call).compose(result -> located(result, request, home, call, 0));
    }

    private Future<Result> located(Result result, UpstreamRequest request, BaseUri at, RunningCall call, int hops) {
        String location = REDIRECTS.contains(result.status()) || result.status() == 201 ? location(result) : null;
        if (location == null) {
            return Future.succeededFuture(result);
        }
        URI target = target(at, request.uri(), location);
        if (target == null) {
            return Future.succeededFuture(result);
        }
        BaseUri there = place(target);
        if (result.status() == 201 || there == null || hops >= options.longest() || !mayFollow(request, there)) {
            return Future.succeededFuture(at(target, result));
        }
        Body.cancel(result.body());
        UpstreamRequest onward = request.elsewhere(there, pathAndQuery(target), kept(request.headers()));
        return elsewhere.send(onward, call).compose(further -> located(further, onward, there, call, hops + 1));
    }

    private boolean mayFollow(UpstreamRequest request, BaseUri there) {
        boolean download =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return download
                && (there.secure() || !home.secure())
                && options.allows(there.host(), there.port(), there.authority().indexOf(':') < 0);
    }

    private static @Nullable String location(Result result) {
        return result.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(LOCATION))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    private static Result at(URI target, Result result) {
        List<Header> headers = new ArrayList<>(result.headers());
        headers.replaceAll(header ->
                header.name().equalsIgnoreCase(LOCATION) ? new Header(header.name(), target.toString()) : header);
        return new Result(result.status(), result.contentType(), headers, result.body());
    }

    /** RFC 9110 10.2.2: a reference, relative to the request's target. Null when it is none. */
    private static @Nullable URI target(BaseUri at, String uri, String location) {
        try {
            return URI.create(at.scheme() + "://" + at.authority() + uri).resolve(location.trim());
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }

    private static @Nullable BaseUri place(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || target.getHost() == null || target.getRawUserInfo() != null) {
            return null;
        }
        String host = target.getHost().replaceAll("[\\[\\]]", "");
        int port = target.getPort() > 0 ? target.getPort() : scheme.equals("https") ? 443 : 80;
        return new BaseUri(scheme, host, port, "");
    }

    private static String pathAndQuery(URI target) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
    }

    private static List<Header> kept(List<Header> headers) {
        return headers.stream().filter(header -> KEPT.contains(header.name())).toList();
    }
}
