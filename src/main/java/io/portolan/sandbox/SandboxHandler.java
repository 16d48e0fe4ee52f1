package io.portolan.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on one side, the APIs on the other: the first segment of the path is the namespace. */
final class SandboxHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxHandler.class);

    private final Function<String, @Nullable SandboxApi> apis;

    /** @param apis by namespace; null where there is none */
    SandboxHandler(Function<String, @Nullable SandboxApi> apis) {
        this.apis = apis;
    }

    void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        String rawPath = Objects.requireNonNullElse(request.path(), "/");
        List<String> path = segments(rawPath);
        SandboxApi api = apis.apply(path.isEmpty() ? "" : path.get(0));
        if (api == null) {
            throw Rejection.unknownPath(request.method().name(), rawPath);
        }
        Buffer body = context.body().buffer();
        Request asked = new Request(
                request.method().name(),
                request.headers(),
                context.queryParams(),
                body == null ? Buffer.buffer() : body);
        api.answer(path.subList(1, path.size()), asked).write(context.response());
    }

    void fail(RoutingContext context) {
        rejection(context).answer().write(context.response());
    }

    private static Rejection rejection(RoutingContext context) {
        if (context.failure() instanceof Rejection rejection) {
            return rejection;
        }
        return switch (context.statusCode()) {
            case 413 -> Rejection.tooLarge(SandboxVerticle.MAX_BODY);
            case 400 -> Rejection.invalid("The request could not be read (expected: valid percent-encoding)");
            default -> {
                LOG.atError().setCause(context.failure()).log("sandbox failed");
                yield Rejection.broken();
            }
        };
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        if (segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Rejection.invalid("The path could not be read (expected: valid percent-encoding)");
        }
    }
}
