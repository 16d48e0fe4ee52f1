package io.portolan.upstream;

import io.portolan.bus.Header;
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
 */
public record UpstreamRequest(
        HttpMethod method,
        String uri,
        List<Header> headers,
        @Nullable Buffer body) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /** The same request with one more header field, in front of the others. */
    public UpstreamRequest with(Header first) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.add(first);
        more.addAll(headers);
        return new UpstreamRequest(method, uri, more, body);
    }

    @Override
    public String toString() {
        int query = uri.indexOf('?');
        return method + " " + (query < 0 ? uri : uri.substring(0, query) + "?...");
    }
}
