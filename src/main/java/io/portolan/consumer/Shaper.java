package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.expr.Scope;
import io.portolan.expr.Shape;
import io.portolan.expr.path.PathLimitException;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.portolan.format.decode.ContentCoding;
import io.portolan.format.decode.Decoder;
import io.portolan.format.decode.RawFormat;
import io.portolan.format.decode.SchemaSource;
import io.portolan.plan.Output;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the answer of an upstream into the one the file describes. Made once a flow; safe for any thread. */
final class Shaper {

    /** What a compressed answer may become, and what may be made of an answer. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** What is no longer true of other bytes. */
    private static final Set<String> OF_THE_BYTES = Set.of(
            "accept-ranges",
            "content-digest",
            "content-disposition",
            "content-encoding",
            "content-length",
            "content-md5",
            "content-range",
            "digest",
            "etag",
            "repr-digest");

    private final Output output;
    private final @Nullable Decoder declared;

    /** @throws MalformedContentException when the schema that decoding needs is missing or is none */
    Shaper(Output output, SchemaSource schemas) {
        this.output = output;
        this.declared = output instanceof Output.Shaped shaped && shaped.format() != RawFormat.JSON
                ? Decoder.of(shaped.format(), shaped.schema(), schemas)
                : null;
    }

    /**
     * The answer as the file describes it. Refusals and redirects of the upstream, and answers without a body, stay as
     * they are.
     *
     * @throws Failure when the body is not what it is said to be
     */
    Result shape(Result answer, Scope scope) {
        return switch (output) {
            case Output.Whole ignored -> answer;
            case Output.Made ignored -> answer;
            case Output.Shaped shaped -> {
                Buffer bytes = bytes(answer.body());
                boolean fine = answer.status() >= 200 && answer.status() < 300;
                yield fine && bytes.length() > 0 ? shaped(answer, bytes, shaped.shape(), scope) : answer;
            }
        };
    }

    /** How much work an answer is, in bytes: what a compressed one becomes is not known before. */
    static long work(Result answer) {
        return encoding(answer) == null ? bytes(answer.body()).length() : MAX_BYTES;
    }

    /** An answer of our own: 200 with the made value, or 204 when there is none. */
    static Result made(Shape shape, Scope scope) {
        JsonNode value = shape.apply(JsonTree.NODES.nullNode(), scope);
        return value.isNull()
                ? new Result(204, null, List.of(), Body.EMPTY)
                : new Result(200, MediaTypes.JSON, List.of(), new Body.Whole(JsonTree.write(value)));
    }

    private static Buffer bytes(Body body) {
        return Body.whole(body);
    }

    private Result shaped(Result answer, Buffer bytes, Shape shape, Scope scope) {
        try {
            JsonNode made = shape.apply(decode(answer, bytes), scope);
            Buffer json = JsonTree.write(made, MAX_BYTES);
            if (json == null) {
                throw new Failure(Kind.TOO_LARGE, "the shaped answer is larger than 64 MiB");
            }
            return new Result(answer.status(), MediaTypes.JSON, remaining(answer), new Body.Whole(json));
        } catch (PathLimitException limit) {
            throw new Failure(Kind.TOO_LARGE, "the answer is too large to be shaped: " + limit.getMessage());
        }
    }

    private JsonNode decode(Result answer, Buffer bytes) {
        RawFormat byType = RawFormat.ofContentType(answer.contentType());
        Output.Shaped shaped = (Output.Shaped) output;
        RawFormat format = declared != null ? shaped.format() : byType == null ? RawFormat.JSON : byType;
        try {
            Buffer plain = ContentCoding.decode(bytes, encoding(answer), MAX_BYTES);
            Decoder decoder = declared != null ? declared : Decoder.of(format, shaped.schema(), SchemaSource.NONE);
            return decoder.decode(plain, answer.contentType());
        } catch (MalformedContentException fault) {
            throw new Failure(
                    Kind.UPSTREAM_BROKEN, "the upstream's answer is no " + format.word() + ": " + fault.detail());
        }
    }

    private static @Nullable String encoding(Result answer) {
        return answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("content-encoding"))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    private static List<Header> remaining(Result answer) {
        return answer.headers().stream()
                .filter(header -> !OF_THE_BYTES.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
