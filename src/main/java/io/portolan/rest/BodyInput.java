package io.portolan.rest;

import io.portolan.format.JsonSyntax;
import io.portolan.format.MediaTypes;
import io.portolan.format.Quote;
import io.portolan.http.BodyReader;
import io.portolan.http.Problems;
import io.portolan.options.Size;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads and checks the body of one operation's requests. The bytes are never changed. */
final class BodyInput {

    private static final String PLACE = "body";
    private static final Future<Buffer> NONE = Future.succeededFuture(Buffer.buffer(0));

    private final @Nullable Parameter parameter;
    private final boolean fields;
    private final @Nullable String bodyType;
    private final Size limit;

    BodyInput(RestOperation operation, Size limit) {
        this.parameter = operation.parameters().body();
        this.fields = operation.inputs().stream().anyMatch(RestInput.Body.class::isInstance);
        this.bodyType = operation.bodyType();
        this.limit = limit;
    }

    /** All bytes, empty when there are none; fails when their type or size rules them out. */
    Future<Buffer> read(HttpServerRequest request) {
        if (!BodyReader.expected(request)) {
            return NONE;
        }
        String refusal = parameter == null ? null : refusal(request);
        return refusal == null
                ? BodyReader.read(request, limit)
                : Future.failedFuture(new RefusedException(Problems.of(415, refusal)));
    }

    /** Tells what is wrong with the bytes. */
    void check(Buffer bytes, @Nullable String contentType, ArgumentsBuilder arguments) {
        if (bytes.length() == 0) {
            arguments.body(PLACE, null);
        } else if (parameter == null && fields) {
            return;
        } else if (parameter == null) {
            arguments.fault(PLACE, PLACE, "this operation takes no body");
        } else if (contentType == null || MediaTypes.isJson(contentType)) {
            switch (JsonSyntax.check(bytes)) {
                case JsonSyntax.Sound sound -> arguments.body(PLACE, sound.kind());
                case JsonSyntax.Fault fault -> arguments.fault(PLACE, parameter.name(), "not JSON: " + fault);
            }
        }
    }

    private @Nullable String refusal(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return "Content-Encoding: " + Quote.of(encoding) + " (expected: none)";
        }
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null || MediaTypes.isJson(contentType)) {
            return null;
        }
        // A declared structure says little of what is no JSON: the API itself judges bytes that name their type. But a
        // form is what clients send when nobody told them what to send.
        return MediaTypes.isForm(contentType)
                        && !MediaTypes.isForm(bodyType)
                        && !RestOperation.ANY_TYPE.equals(bodyType)
                ? "Content-Type: " + Quote.of(contentType) + " (expected: send 'Content-Type: application/json')"
                : null;
    }
}
