package io.portolan.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.portolan.format.body.ArrayStyle;
import io.portolan.format.body.Bodies;
import io.portolan.format.body.Encoded;
import io.portolan.plan.RequestBody;
import io.portolan.plan.UpstreamOperation;
import io.portolan.upstream.RenderedBody;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of a body that the file describes. What callers give never changes its structure. */
final class RequestBodies {

    private RequestBodies() {}

    /**
     * The body; null when it is made of one input that was not given.
     *
     * @throws Failure when it cannot be sent as the file wants it
     */
    static @Nullable RenderedBody render(RequestBody.Rendered body, Scope scope) {
        if (body.content() instanceof Template template && template.isOneHole() && template.value(scope) == null) {
            return null;
        }
        try {
            return switch (body.kind()) {
                case JSON -> json(body.content(), scope);
                case TEXT -> sent(Bodies.text(text(body.content(), scope)));
                case XML -> sent(Bodies.xml(text(body.content(), scope)));
                case SPARQL -> sent(Bodies.sparql(text(body.content(), scope)));
                case FORM -> sent(form(body.content(), scope));
                case MULTIPART -> sent(Bodies.multipart(tree(body.content(), scope)));
                case BINARY -> sent(Bodies.binary(tree(body.content(), scope)));
            };
        } catch (MalformedContentException fault) {
            throw new Failure(Kind.INVALID_INPUT, "the " + body.kind().word() + " body: " + fault.detail());
        }
    }

    /** A value that the file gives as the whole body: a text goes as it is where the operation takes something else than JSON. */
    static RenderedBody given(Value value, UpstreamOperation operation) {
        String type = operation.extras().contentType();
        boolean plain = type != null && !MediaTypes.isJson(type) && value instanceof Value.Text;
        return plain ? new RenderedBody(Buffer.buffer(value.text()), type) : RenderedBody.json(value);
    }

    /**
     * The parts that a caller's JSON describes.
     *
     * @throws Failure when it describes none
     */
    static RenderedBody multipart(Buffer json) {
        try {
            return sent(Bodies.multipart(JsonTree.read(json)));
        } catch (MalformedContentException fault) {
            throw new Failure(Kind.INVALID_INPUT, "the multipart body: " + fault.detail());
        }
    }

    private static @Nullable RenderedBody json(Expression content, Scope scope) {
        Value value = content.value(scope);
        return value == null ? null : RenderedBody.json(value);
    }

    /** A text that is nothing but one input may be a whole object. */
    private static Encoded form(Expression content, Scope scope) {
        if (content instanceof Template template && !template.isOneHole()) {
            return Bodies.form(template.join(scope, Escapes::form));
        }
        JsonNode tree = tree(content, scope);
        return tree.isTextual() ? Bodies.form(tree.textValue()) : Bodies.form(tree, ArrayStyle.INDEXED);
    }

    private static String text(Expression content, Scope scope) {
        return switch (content) {
            case Template template -> template.join(scope);
            case JsonTemplate.Spliced spliced -> spliced.text(scope);
            case JsonTemplate structure -> JsonTree.text(tree(structure, scope));
        };
    }

    private static JsonNode tree(Expression content, Scope scope) {
        Value value = content.value(scope);
        return value == null ? JsonTree.NODES.objectNode() : value.tree();
    }

    private static RenderedBody sent(Encoded encoded) {
        return new RenderedBody(encoded.bytes(), encoded.contentType());
    }
}
