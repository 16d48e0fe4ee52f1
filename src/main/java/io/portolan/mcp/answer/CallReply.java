package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.ToolAnswer.Kind;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.mcp.schema.SchemaFault;
import io.portolan.mcp.schema.ValueSchema;
import io.portolan.options.Size;
import io.portolan.plan.McpTool;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what became of a tool's call into the answer.
 *
 * @param id of the request
 * @param revision what the client speaks
 * @param documents of the endpoint
 * @param tool the one that was called
 * @param promised what every answer that is no failure conforms to; null where nothing is promised
 * @param budget how long the answer may be in one piece
 */
public record CallReply(
        Buffer id,
        Revision revision,
        EndpointDocuments documents,
        McpTool tool,
        @Nullable ValueSchema promised,
        Budget budget)
        implements FlowReply {

    /** What an answer that is no text may hold unless the file says more or less. */
    static final Size USUAL_BINARY = Size.parse("10MiB");

    /** All of a response but the upstream's answer, more or less. */
    private static final int ENVELOPE_BYTES = 512;

    /** Of the places that break a promise, so many are named. */
    private static final int MOST_FAULTS = 20;

    /** The upstream's answer: an error of the tool outside 2xx, with whatever the upstream said. */
    @Override
    public Reply result(Result result, String requestId) {
        ToolAnswer answer = ToolAnswer.of(result);
        boolean failed = result.status() / 100 != 2;
        String broken = failed ? tooLarge(answer) : broken(answer);
        if (broken != null) {
            return error(broken);
        }
        return answer.isText() && answer.bytes().length > budget.bytes()
                ? part(Pieces.of(answer, budget.bytes()), failed)
                : whole(answer, failed, result.status(), requestId);
    }

    private Reply whole(ToolAnswer answer, boolean failed, int status, String requestId) {
        JsonBytes out = begin(capacity(answer)).raw("[");
        content(new ContentBlocks(out, revision), answer, status, requestId);
        out.raw("]");
        if (structured(answer.kind()) && !(failed && promised != null)) {
            out.raw(",\"structuredContent\":").raw(answer.bytes());
        }
        return end(out, failed);
    }

    /** The first part, a sentence that says so, and a link to what follows. */
    private Reply part(Pieces pieces, boolean failed) {
        ToolAnswer answer = pieces.whole();
        Piece part = pieces.from(0);
        JsonBytes out = begin(ENVELOPE_BYTES + 3 * part.bytes().length()).raw("[");
        ContentBlocks blocks =
                new ContentBlocks(out, revision).text(part.bytes().getBytes());
        String uri = budget.rest().uri(pieces, part);
        blocks.text(about(part) + (uri == null ? "" : "; read resource " + uri + " for what follows"));
        if (uri != null) {
            blocks.link(uri, "rest of " + tool.name(), answer.mediaType());
        }
        out.raw("]");
        if (structured(answer.kind()) && !(failed && promised != null)) {
            if (part.unit() == Piece.Unit.ELEMENTS) {
                out.raw(",\"structuredContent\":").raw(part.bytes());
            } else if (promised != null) {
                // What is promised has to be there, and half a value is none.
                out.raw(",\"structuredContent\":").raw(answer.bytes());
            }
        }
        return end(out, failed);
    }

    private static String about(Piece part) {
        return switch (part.unit()) {
            case ELEMENTS ->
                "This is a part of the answer: " + part.to() + " of the " + part.of() + " elements of its longest list";
            case BYTES -> "This is a part of the answer: its first " + part.to() + " of " + part.of() + " bytes";
        };
    }

    /** No answer: an error of the tool where the model can act on it, else one of the server. */
    @Override
    public Reply failure(Failure failure) {
        return McpFailures.concernsTheCaller(failure)
                ? error(McpFailures.text(failure))
                : documents.error(id, RpcError.internal(failure.reason()));
    }

    /** An error of the tool, in words for the model. */
    public Reply error(String text) {
        JsonBytes out = begin(ENVELOPE_BYTES + text.length()).raw("[");
        new ContentBlocks(out, revision).text(text);
        return end(out.raw("]"), true);
    }

    private void content(ContentBlocks blocks, ToolAnswer answer, int status, String requestId) {
        String uri = "portolan://" + tool.namespace() + "/" + tool.name() + "/" + requestId;
        switch (answer.kind()) {
            case EMPTY -> {
                if (status / 100 != 2) {
                    blocks.text("the upstream answered " + status + " with an empty body");
                }
            }
            case PARTS -> {
                for (int index = 0; index < answer.parts().size(); index++) {
                    blocks.answer(answer.parts().get(index), uri + "/" + (index + 1));
                }
            }
            // As text even where it has a location: that is where clients look for JSON.
            case JSON, JSON_OBJECT -> blocks.text(answer.bytes());
            case TEXT, IMAGE, AUDIO, BINARY -> blocks.answer(answer, uri);
        }
    }

    private boolean structured(Kind kind) {
        return switch (kind) {
            case JSON_OBJECT -> revision.knowsStructuredContent();
            case JSON -> revision.knowsAnyStructuredContent();
            case EMPTY, TEXT, IMAGE, AUDIO, BINARY, PARTS -> false;
        };
    }

    /** Why the answer cannot be handed on; null when it can. */
    private @Nullable String broken(ToolAnswer answer) {
        if (promised == null) {
            return tooLarge(answer);
        }
        if (answer.kind() != Kind.JSON && answer.kind() != Kind.JSON_OBJECT) {
            String got = answer.kind() == Kind.EMPTY ? "an empty body" : Quote.inside(answer.mediaType());
            return "the upstream's answer does not fit the outputSchema of tool " + Quote.of(tool.name())
                    + " (expected: JSON, got " + got + ")";
        }
        List<SchemaFault> faults = promised.check(JsonTree.read(Buffer.buffer(answer.bytes())));
        return faults.isEmpty()
                ? null
                : McpFailures.text(
                        "the upstream's answer does not fit the outputSchema of tool " + Quote.of(tool.name()),
                        faults.stream()
                                .limit(MOST_FAULTS)
                                .map(fault -> new FieldError(
                                        "answer", fault.path().isEmpty() ? "the answer" : fault.path(), fault.detail()))
                                .toList());
    }

    private @Nullable String tooLarge(ToolAnswer answer) {
        Size most = Objects.requireNonNullElse(tool.maxBinarySize(), USUAL_BINARY);
        return answer.binaryBytes() <= most.bytes()
                ? null
                : "the upstream answered " + answer.binaryBytes() + " bytes of " + Quote.inside(answer.mediaType())
                        + " (expected: at most " + most + " of what is no text)";
    }

    private static int capacity(ToolAnswer answer) {
        int length = answer.bytes().length;
        return ENVELOPE_BYTES
                + switch (answer.kind()) {
                    case EMPTY -> 0;
                    case TEXT -> length + length / 8;
                    case JSON, JSON_OBJECT -> 2 * length + length / 4;
                    case IMAGE, AUDIO, BINARY, PARTS -> length / 3 * 4;
                };
    }

    private JsonBytes begin(int capacity) {
        return EndpointDocuments.begin(capacity, id).raw("{\"content\":");
    }

    private Reply end(JsonBytes out, boolean failed) {
        out.raw(failed ? ",\"isError\":true" : "");
        return new Reply(200, out.raw(documents.resultEnd(revision)).toBuffer());
    }
}
