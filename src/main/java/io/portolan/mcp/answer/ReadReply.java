package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.format.MediaTypes;
import io.portolan.format.Quote;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Reach;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.options.Size;
import io.portolan.plan.McpResource;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Turns the content of a resource into the answer. Text and JSON are given as a whole as long as they can be read so.
 *
 * @param id of the request
 * @param revision what the client speaks
 * @param documents of the endpoint
 * @param resource the one that is read
 * @param uri as the client spells it
 * @param budget of a part, where it has to be given in parts
 */
public record ReadReply(
        Buffer id, Revision revision, EndpointDocuments documents, McpResource resource, String uri, Budget budget)
        implements FlowReply {

    @Override
    public Reach reach(Result answer) {
        return Reach.of(answer, budget, budget.whole(), mostBinary().bytes());
    }

    /** What an upstream answered; what it does not have is not there, and any other error is the server's. */
    @Override
    public Reply result(Excerpt excerpt, String requestId) {
        int status = excerpt.answer().status();
        if (status == 404 || status == 410) {
            return documents.error(id, RpcError.resourceNotFound(revision, uri));
        }
        if (status / 100 != 2) {
            return documents.error(
                    id,
                    RpcError.internal(
                            "resource " + Quote.of(uri) + ": the upstream answered " + status + " (expected: 200)"));
        }
        Result whole = excerpt.whole();
        ToolAnswer answer = whole == null ? null : plain(ToolAnswer.of(whole));
        return answer == null
                        || (!isText(answer)
                                && answer.bytes().length > mostBinary().bytes())
                ? beginning(Beginning.of(excerpt, budget))
                : content(answer);
    }

    /** The first part, and where the rest is. */
    private Reply beginning(Beginning beginning) {
        Buffer part = beginning.cut().content();
        JsonBytes out = begin(part.length());
        if (part.length() > 0) {
            out.string(uri)
                    .raw(",\"mimeType\":")
                    .string(beginning.mediaType())
                    .raw(",\"text\":")
                    .string(part.getBytes())
                    .raw("},{\"uri\":");
        }
        out.string(beginning.uri() == null ? uri : beginning.uri())
                .raw(",\"mimeType\":\"text/plain\",\"text\":")
                .string(beginning.sentence());
        return end(out);
    }

    /** A JSON string where the file promises no JSON: the text it holds, or in base64 the bytes. */
    private ToolAnswer plain(ToolAnswer answer) {
        boolean json = resource.mimeType() == null || MediaTypes.isJson(resource.mimeType());
        if (answer.kind() != ToolAnswer.Kind.JSON || (json && !resource.binary())) {
            return answer;
        }
        String text = JsonTree.read(Buffer.buffer(answer.bytes())).textValue();
        if (text == null) {
            return answer;
        }
        if (resource.binary()) {
            try {
                return ToolAnswer.of(answer.mediaType(), Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException noBase64) {
                return answer;
            }
        }
        return ToolAnswer.of("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Reply failure(Failure failure) {
        String text = "resource " + Quote.of(uri) + ": " + McpFailures.text(failure);
        return documents.error(
                id,
                failure.kind() == Failure.Kind.INVALID_INPUT ? RpcError.invalidParams(text) : RpcError.internal(text));
    }

    /** The content as text where it is text, and as a blob otherwise. */
    public Reply content(ToolAnswer answer) {
        boolean text = isText(answer);
        int length = answer.bytes().length;
        if (!text && length > mostBinary().bytes()) {
            return documents.error(
                    id,
                    RpcError.internal("resource " + Quote.of(uri) + " has " + length + " bytes (expected: at most "
                            + mostBinary() + " of what is no text)"));
        }
        JsonBytes out = begin(length)
                .string(uri)
                .raw(",\"mimeType\":")
                .string(resource.mimeType() == null ? answer.mediaType() : resource.mimeType());
        if (text) {
            out.raw(",\"text\":").string(answer.bytes());
        } else {
            out.raw(",\"blob\":\"")
                    .raw(Base64.getEncoder().encode(answer.bytes()))
                    .raw("\"");
        }
        return end(out);
    }

    private boolean isText(ToolAnswer answer) {
        return !resource.binary() && (answer.isText() || answer.bytes().length == 0);
    }

    private Size mostBinary() {
        return Objects.requireNonNullElse(resource.maxBinarySize(), CallReply.USUAL_BINARY);
    }

    private JsonBytes begin(int length) {
        return EndpointDocuments.begin(length + length / 2 + 512, id).raw("{\"contents\":[{\"uri\":");
    }

    private Reply end(JsonBytes out) {
        out.raw("}]").raw(revision.modern() ? caching() : "");
        return new Reply(200, out.raw(documents.resultEnd(revision)).toBuffer());
    }

    private String caching() {
        boolean still = resource.origin() instanceof McpResource.Folder;
        return Caching.content(resource.cache(), documents.endpoint().cache(), documents.guarded(), still);
    }
}
