package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Form;
import io.portolan.mcp.part.JsonList;
import io.portolan.mcp.part.Mark;
import io.portolan.mcp.part.Piece;
import io.portolan.mcp.part.Reach;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Gives a part of a long answer as a resource.
 *
 * @param id of the request
 * @param revision what the client speaks
 * @param documents of the endpoint
 * @param uri of the part
 */
public record PartReply(Buffer id, Revision revision, EndpointDocuments documents, String uri) {

    /** The answer was asked for again; the part begins at a mark. */
    public FlowReply again(Mark mark, Budget budget) {
        return mark.form() == Form.ELEMENTS ? new Again(this, mark, budget) : new RangeReply(this, mark, budget);
    }

    /** The part is not there any more. */
    public Reply gone() {
        return documents.error(id, RpcError.resourceNotFound(revision, uri));
    }

    /**
     * The part.
     *
     * @param text whether the bytes are UTF-8
     * @param next the URI of the part that follows; null when there is none
     */
    public Reply part(Buffer bytes, String mediaType, boolean text, @Nullable String next) {
        JsonBytes out = EndpointDocuments.begin(bytes.length() + bytes.length() / 2 + 512, id)
                .raw("{\"contents\":[{\"uri\":")
                .string(uri)
                .raw(",\"mimeType\":")
                .string(mediaType);
        if (text) {
            out.raw(",\"text\":").string(bytes.getBytes());
        } else {
            out.raw(",\"blob\":\"")
                    .raw(Base64.getEncoder().encode(bytes.getBytes()))
                    .raw("\"");
        }
        if (next != null) {
            out.raw("},{\"uri\":")
                    .string(next)
                    .raw(",\"mimeType\":\"text/plain\",\"text\":")
                    .string("More follows: read resource " + next);
        }
        out.raw("}]").raw(revision.modern() ? Caching.PART : "");
        return new Reply(200, out.raw(documents.resultEnd(revision)).toBuffer());
    }

    /** The rest of an answer cannot be given. */
    Reply failed(String why) {
        return documents.error(id, RpcError.internal("rest of an answer: " + why));
    }

    private record Again(PartReply reply, Mark mark, Budget budget) implements FlowReply {

        @Override
        public Reach reach(Result answer) {
            return Reach.whole(budget.whole());
        }

        @Override
        public Reply result(Excerpt excerpt, String requestId) {
            int status = excerpt.answer().status();
            if (status / 100 != 2) {
                return reply.failed("the upstream answered " + status + " when asked again (expected: 200)");
            }
            Result result = excerpt.whole();
            ToolAnswer whole = result == null ? null : ToolAnswer.of(result);
            JsonList list = whole == null || !whole.isJson() ? null : JsonList.of(whole.bytes());
            if (whole == null || list == null || !list.fits(budget.bytes())) {
                return reply.failed("the answer has changed since, and has no such part any more");
            }
            Piece piece = list.piece((int) mark.at(), budget.bytes());
            String next = piece.last() ? null : budget.rest().again(Mark.ofElements(piece.to(), whole.mediaType()));
            return reply.part(piece.bytes(), whole.mediaType(), true, next);
        }

        @Override
        public Reply failure(Failure failure) {
            return reply.failed(McpFailures.text(failure));
        }
    }
}
