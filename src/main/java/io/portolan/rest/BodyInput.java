package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.stream.StreamBounds;
import io.portolan.format.JsonSyntax;
import io.portolan.format.MediaTypes;
import io.portolan.format.Quote;
import io.portolan.format.jsonl.UploadCheck;
import io.portolan.http.BodyReader;
import io.portolan.http.BodyTooLargeException;
import io.portolan.http.Problems;
import io.portolan.http.Upload;
import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Bounds;
import io.portolan.plan.Parameter;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Reads and checks the body of one operation's requests. The bytes are never changed. */
final class BodyInput {

    private static final String PLACE = "body";
    private static final Future<Body> NONE = Future.succeededFuture(Body.EMPTY);

    private final @Nullable Parameter parameter;
    private final boolean fields;
    private final @Nullable String bodyType;
    private final boolean forwarded;
    private final boolean checked;
    private final LimitOptions limits;
    private final StreamOptions streams;
    private final StreamBounds bounds;

    BodyInput(RestOperation operation, PortolanOptions options) {
        Bounds own = operation.flow().bounds();
        TimeoutOptions timeouts = own.timeouts(options.timeouts());
        this.parameter = operation.parameters().body();
        this.fields = operation.inputs().stream().anyMatch(RestInput.Body.class::isInstance);
        this.bodyType = operation.bodyType();
        this.forwarded = parameter != null && !fields && operation.flow().forwardsBody();
        this.checked =
                parameter != null && own.streams().checks(operation.flow().name());
        this.limits = own.limits(options.limits());
        this.streams = own.streams(options.streams());
        // Who reads it has to be reached first, which is for the call's own time to bound.
        this.bounds =
                new StreamBounds("the caller", timeouts.total(), timeouts.idle(), streams.total(), streams.most());
    }

    /** The body, empty when there is none; fails when its type or size rules it out. */
    Future<Body> read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!BodyReader.expected(request)) {
            return NONE;
        }
        String refusal = parameter == null ? null : refusal(request);
        if (refusal != null) {
            return Future.failedFuture(new RefusedException(Problems.of(415, refusal)));
        }
        UploadCheck check = check(request.getHeader(HttpHeaders.CONTENT_TYPE));
        String name = parameter == null ? PLACE : parameter.name();
        if (!passes(request)) {
            Future<Buffer> bytes = BodyReader.read(request, limits.body());
            return (check == null ? bytes : bytes.compose(whole -> CheckedUpload.check(whole, check, name)))
                    .map(Body.Whole::new);
        }
        try {
            return check == null
                    ? Future.succeededFuture(new Body.Streamed(Upload.offer(context, bounds)))
                    : CheckedUpload.keep(context, bounds, check, name);
        } catch (BodyTooLargeException announced) {
            return Future.failedFuture(announced);
        }
    }

    private @Nullable UploadCheck check(@Nullable String contentType) {
        return checked && contentType != null && UploadCheck.applies(contentType) ? UploadCheck.of(contentType) : null;
    }

    /** Whether a body is passed on as it comes. JSON is checked first, and therefore taken whole. */
    private boolean passes(HttpServerRequest request) {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return opaque(contentType) && streams.passOn(BodyReader.announced(request), limits);
    }

    /** Whether nobody looks into it on its way. */
    private boolean opaque(@Nullable String contentType) {
        return forwarded && contentType != null && !MediaTypes.isJson(contentType);
    }

    /** Tells what is wrong with it. */
    void check(Body body, @Nullable String contentType, ArgumentsBuilder arguments) {
        if (!(body instanceof Body.Whole(Buffer bytes))) {
            return;
        }
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
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !opaque(contentType)) {
            return "Content-Encoding: " + Quote.of(encoding) + " (expected: none)";
        }
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
