package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.expr.Value;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamOperation;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into one operation's HTTP request. Whatever the values are, the upstream sees the path's own segments,
 * the declared names and no header the file or the allow-list does not name; what cannot be sent so is refused.
 */
public final class RequestEncoder {

    // Servers refuse far shorter request lines (RFC 9112 3 asks for 8000 octets); this only bounds our own memory.
    private static final int LONGEST_URI = 64 * 1024;

    private final HttpMethod method;
    private final PathWriter path;
    private final QueryWriter query;
    private final HeaderWriter headers;
    private final BodyWriter bodies;

    public RequestEncoder(UpstreamOperation operation, BaseUri baseUri, Credential credential, Bindings bindings) {
        this.method = HttpMethod.valueOf(operation.method());
        this.path = new PathWriter(baseUri.path(), operation, bindings);
        this.query = new QueryWriter(operation, credential, bindings);
        this.headers = new HeaderWriter(operation, credential, bindings);
        this.bodies = new BodyWriter(operation.extras());
    }

    /**
     * Encodes one request.
     *
     * @param values by the operation's positions; null sends nothing
     * @param invocation whose caller's headers are forwarded
     * @param body null for none
     * @throws Failure naming the input that cannot be sent
     */
    public UpstreamRequest encode(List<@Nullable Value> values, Invocation invocation, @Nullable RenderedBody body) {
        StringBuilder uri = new StringBuilder(128);
        path.write(uri, values);
        query.write(uri, values, invocation.query());
        if (uri.length() > LONGEST_URI) {
            throw new Failure(
                    Failure.Kind.INVALID_INPUT,
                    "the request line would have " + uri.length() + " characters (expected: at most " + LONGEST_URI
                            + ")");
        }
        BodyWriter.Content content = body == null ? null : bodies.write(body, invocation);
        return new UpstreamRequest(
                method,
                uri.toString(),
                headers.write(values, invocation, content == null ? null : content.type()),
                content == null ? null : content.body(),
                invocation.streams(),
                null);
    }
}
