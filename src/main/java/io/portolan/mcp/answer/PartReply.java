package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.options.Size;
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

    /** The answer was asked for again; the part begins at a place of it. */
    public FlowReply again(Piece.Unit unit, int from, Size budget, Rest rest) {
        return new Again(this, unit, from, (int) budget.bytes(), rest);
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

    private record Again(PartReply reply, Piece.Unit unit, int from, int budget, Rest rest) implements FlowReply {

        @Override
        public Reply result(Result result, String requestId) {
            if (result.status() / 100 != 2) {
                return failed("the upstream answered " + result.status() + " when asked again (expected: 200)");
            }
            ToolAnswer whole = ToolAnswer.of(result);
            Pieces pieces = Pieces.of(whole, budget);
            if (pieces.unit() != unit) {
                return failed("the answer has changed since, and has no such part any more");
            }
            Piece piece = pieces.from(from);
            String next = piece.last() ? null : rest.uri(pieces, piece);
            return reply.part(piece.bytes(), whole.mediaType(), whole.isText(), next);
        }

        @Override
        public Reply failure(Failure failure) {
            return failed(McpFailures.text(failure));
        }

        private Reply failed(String why) {
            return reply.documents.error(reply.id, RpcError.internal("rest of an answer: " + why));
        }
    }
}
