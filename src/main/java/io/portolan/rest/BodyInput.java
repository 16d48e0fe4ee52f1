package io.portolan.rest;

import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax;
import io.portolan.format.MediaTypes;
import io.portolan.format.Quote;
import io.portolan.http.BodyReader;
import io.portolan.http.Problems;
import io.portolan.options.Size;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Parameter;
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
    private final Size limit;

    /** @param parameter null when the operation takes no body */
    BodyInput(@Nullable Parameter parameter, Size limit) {
        this.parameter = parameter;
        this.limit = limit;
    }

    /** All bytes, empty when there are none; fails when their type or size rules them out. */
    Future<Buffer> read(HttpServerRequest request) {
        if (!BodyReader.expected(request)) {
            return NONE;
        }
        String refusal = parameter == null ? null : refusal(parameter, request);
        return refusal == null
                ? BodyReader.read(request, limit)
                : Future.failedFuture(new RefusedException(Problems.of(415, refusal)));
    }

    /** Tells what is wrong with the bytes. */
    void check(Buffer bytes, @Nullable String contentType, ArgumentsBuilder arguments) {
        if (bytes.length() == 0) {
            arguments.body(PLACE, null);
        } else if (parameter == null) {
            arguments.fault(PLACE, PLACE, "this operation takes no body");
        } else if (contentType == null || MediaTypes.isJson(contentType)) {
            switch (JsonSyntax.check(bytes)) {
                case JsonSyntax.Sound sound -> arguments.body(PLACE, sound.kind());
                case JsonSyntax.Fault fault -> arguments.fault(PLACE, parameter.name(), "not JSON: " + fault);
            }
        }
    }

    private static @Nullable String refusal(Parameter parameter, HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return "Content-Encoding: " + Quote.of(encoding) + " (expected: none)";
        }
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null || MediaTypes.isJson(contentType)) {
            return null;
        }
        boolean structured = parameter.type() == ValueType.OBJECT || parameter.type() == ValueType.ARRAY;
        return structured || MediaTypes.isForm(contentType)
                ? "Content-Type: " + Quote.of(contentType) + " (expected: send 'Content-Type: application/json')"
                : null;
    }
}
