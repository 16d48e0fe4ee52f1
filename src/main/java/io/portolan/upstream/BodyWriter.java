package io.portolan.upstream;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.portolan.format.body.Bodies;
import io.portolan.format.body.Encoded;
import io.portolan.plan.Extras;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a caller's body into the media type that the API wants, where the settings name one. */
final class BodyWriter {

    private static final String MULTIPART = "multipart/form-data";

    private final Extras extras;

    /** A body and what it is. */
    record Content(Body body, String type) {

        Content(Buffer bytes, String type) {
            this(new Body.Whole(bytes), type);
        }
    }

    BodyWriter(Extras extras) {
        this.extras = extras;
    }

    /** @throws Failure when the body cannot be put into that type */
    Content write(RenderedBody body, Invocation invocation) {
        return switch (body.body()) {
            case Body.Whole whole -> write(whole.bytes(), body.type(), invocation);
            // Nothing can be made of what is not there yet: it goes as what it is.
            case Body.Streamed streamed -> new Content(streamed, body.type() == null ? MediaTypes.JSON : body.type());
        };
    }

    private Content write(Buffer bytes, @Nullable String given, Invocation invocation) {
        String wanted = extras.contentType();
        boolean json = given == null || MediaTypes.isJson(given);
        if (wanted == null || !json) {
            return new Content(bytes, given == null ? MediaTypes.JSON : given);
        }
        if (MediaTypes.isForm(wanted)) {
            return new Content(form(bytes), wanted);
        }
        if (wanted.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
            return multipart(bytes);
        }
        // A REST caller who says what the bytes are is believed, but that one JSON type may stand for another.
        boolean believed = invocation.context().surface() == Surface.REST && !MediaTypes.isJson(wanted);
        if (given != null && believed) {
            return new Content(bytes, given);
        }
        return new Content(MediaTypes.isJson(wanted) ? bytes : text(bytes), wanted);
    }

    private static Content multipart(Buffer json) {
        try {
            Encoded encoded = Bodies.multipart(JsonTree.read(json));
            return new Content(encoded.bytes(), encoded.contentType());
        } catch (MalformedContentException fault) {
            throw Refusals.input("body", "body", "cannot be sent as multipart: " + fault.detail());
        }
    }

    private Buffer form(Buffer json) {
        List<JsonPairs.Pair> pairs = kind(json) == JsonSyntax.Kind.OBJECT
                ? JsonPairs.of("", new Value.Json(json), extras.formStyle(), true)
                : null;
        if (pairs == null) {
            throw Refusals.input("body", "body", "expected a JSON object, since it is sent as a form");
        }
        StringBuilder form = new StringBuilder();
        for (JsonPairs.Pair pair : pairs) {
            append(form.append(form.isEmpty() ? "" : "&"), pair.name(), pair.name());
            append(form.append('='), pair.name(), String.join(delimiter(), pair.items()));
        }
        return Buffer.buffer(form.toString());
    }

    private String delimiter() {
        return switch (extras.formStyle()) {
            case SPACE -> " ";
            case PIPE -> "|";
            case COMMA, REPEAT, BRACKETS, DEEP_OBJECT, JSON -> ",";
        };
    }

    // Unlike a query, a form may hold line ends: a message, for one.
    private static void append(StringBuilder form, String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusals.input("body", name, Texts.SURROGATE);
        }
        form.append(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** XML, say, comes as the one JSON string that a tool's argument can be. */
    private static Buffer text(Buffer json) {
        return kind(json) == JsonSyntax.Kind.STRING ? Buffer.buffer(String.valueOf(Json.decodeValue(json))) : json;
    }

    private static JsonSyntax.@Nullable Kind kind(Buffer json) {
        return switch (JsonSyntax.check(json)) {
            case JsonSyntax.Sound sound -> sound.kind();
            case JsonSyntax.Fault ignored -> null;
        };
    }
}
