package io.portolan.upstream;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.plan.BaseUri;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, encoded and ready to send. Holds the credential, so it does not print.
 *
 * @param uri path and query, as they go on the request line
 * @param headers all but {@code Host} and {@code Content-Length}
 * @param body null for none
 * @param streams whether the answer may be a stream
 * @param origin where it goes instead of to the API itself; null for there
 */
public record UpstreamRequest(
        HttpMethod method,
        String uri,
        List<Header> headers,
        @Nullable Body body,
        boolean streams,
        @Nullable BaseUri origin) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /** A request with these bytes, and an answer that is to be whole. */
    public UpstreamRequest(HttpMethod method, String uri, List<Header> headers, @Nullable Buffer body) {
        this(method, uri, headers, body == null ? null : new Body.Whole(body), false, null);
    }

    /** The same request by one who needs its answer whole. */
    public UpstreamRequest withoutStream() {
        return streams ? new UpstreamRequest(method, uri, headers, body, false, origin) : this;
    }

    /** One for the same from another place, with these headers alone. */
    UpstreamRequest elsewhere(BaseUri origin, String uri, List<Header> headers) {
        return new UpstreamRequest(method, uri, headers, null, streams, origin);
    }

    /** Whether it can be sent again. */
    public boolean repeatable() {
        return !(body instanceof Body.Streamed);
    }

    /** The same request with one more header field, in front of the others. */
    public UpstreamRequest with(Header first) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.add(first);
        more.addAll(headers);
        return new UpstreamRequest(method, uri, more, body, streams, origin);
    }

    @Override
    public String toString() {
        int query = uri.indexOf('?');
        return method + " " + (query < 0 ? uri : uri.substring(0, query) + "?...");
    }
}
