package io.portolan.upstream;

import io.portolan.bus.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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

    @Override
    public String toString() {
        int query = uri.indexOf('?');
        return method + " " + (query < 0 ? uri : uri.substring(0, query) + "?...");
    }
}
