package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.binding.Bindings;
import io.portolan.bus.CallContext;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamOperation;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes as a consumer does, with variables of its own. */
final class Encoding {

    static final Bindings BINDINGS = Bindings.of(
            Map.of("KEY", BindingKey.environment("API_KEY")),
            key -> Map.of("API_KEY", "k 1", "REGION", "eu/west", "DOTS", "..").get(key));
    static final Credential NONE = Credential.NONE;
    static final Credential BEARER = Credential.of(new Scheme.Bearer(variable("KEY")), BINDINGS);

    static UpstreamRequest encode(UpstreamOperation operation, Credential credential, @Nullable Value... values) {
        return encodeFrom(Surface.REST, operation, credential, values);
    }

    static UpstreamRequest encodeFrom(
            Surface surface, UpstreamOperation operation, Credential credential, @Nullable Value... values) {
        List<@Nullable Value> all = new ArrayList<>();
        for (Value value : values == null ? new Value[1] : values) {
            all.add(value);
        }
        return encoder(operation, credential).encode(all, invocation(List.of(), null, surface), null);
    }

    static UpstreamRequest encode(
            UpstreamOperation operation,
            Credential credential,
            List<Header> headers,
            @Nullable String contentType,
            @Nullable Buffer body) {
        RenderedBody rendered = body == null ? null : new RenderedBody(body, contentType);
        return encoder(operation, credential)
                .encode(List.of(), invocation(headers, contentType, Surface.REST), rendered);
    }

    static RequestEncoder encoder(UpstreamOperation operation, Credential credential) {
        return new RequestEncoder(operation, new BaseUri("https", "api.example", 443, ""), credential, BINDINGS);
    }

    static Invocation invocation(List<Header> headers, @Nullable String contentType, Surface surface) {
        CallContext context = new CallContext("id", Long.MAX_VALUE, surface);
        return new Invocation("api.get", "digest", List.of(), null, contentType, headers, context);
    }

    static Template variable(String name) {
        return new Template(List.of(new Template.Variable(name)));
    }

    static Value text(String text) {
        return new Value.Text(text);
    }

    static Value json(String text) {
        return new Value.Json(Buffer.buffer(text));
    }

    private Encoding() {}
}
