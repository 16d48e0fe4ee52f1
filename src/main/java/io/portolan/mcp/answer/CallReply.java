package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.ToolAnswer.Kind;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Cut;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Form;
import io.portolan.mcp.part.JsonList;
import io.portolan.mcp.part.Mark;
import io.portolan.mcp.part.Piece;
import io.portolan.mcp.part.Reach;
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

    @Override
    public Reach reach(Result answer) {
        return Reach.of(answer, budget, budget.bytes(), mostBinary().bytes());
    }

    @Override
    public Reply result(Excerpt answer, String requestId) {
        Result whole = answer.whole();
        return whole == null ? beginning(answer) : result(whole, requestId);
    }

    /** All of the upstream's answer: an error of the tool outside 2xx, with whatever the upstream said. */
    Reply result(Result result, String requestId) {
        String elsewhere = elsewhere(result);
        if (elsewhere != null) {
            return redirect(result.status(), elsewhere);
        }
        ToolAnswer answer = ToolAnswer.of(result);
        boolean failed = result.status() / 100 != 2;
        String broken = failed ? null : broken(answer);
        if (broken != null) {
            return error(broken);
        }
        if (answer.binaryBytes() > mostBinary().bytes()) {
            return part(Beginning.of(Excerpt.of(result), budget), failed, null);
        }
        return answer.isText() && answer.bytes().length > budget.bytes()
                ? parts(result, answer, failed)
                : whole(answer, failed, result.status(), requestId);
    }

    /** Where the API says that the answer is; null when it says no such thing. */
    private static @Nullable String elsewhere(Result result) {
        return result.status() / 100 != 3
                ? null
                : result.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase("location"))
                        .map(Header::value)
                        .findFirst()
                        .orElse(null);
    }

    /** A download that is somewhere else is an answer, but never the one that was promised. */
    private Reply redirect(int status, String uri) {
        JsonBytes out = begin(ENVELOPE_BYTES + 2 * uri.length()).raw("[");
        ContentBlocks blocks = new ContentBlocks(out, revision);
        blocks.text("the upstream answered " + status + ": what was asked for is at " + uri);
        blocks.link(uri, tool.name(), "application/octet-stream");
        return end(out.raw("]"), promised != null);
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

    /** The first part of what was read as a whole. */
    private Reply parts(Result result, ToolAnswer answer, boolean failed) {
        JsonList list = answer.isJson() ? JsonList.of(answer.bytes()) : null;
        if (list != null && list.fits(budget.bytes())) {
            return part(elements(list, answer, !failed), failed, answer.kind());
        }
        Beginning beginning = Beginning.of(Excerpt.of(result), budget);
        if (promised == null || failed) {
            return part(beginning, failed, answer.kind());
        }
        // What is promised has to be there, and half a value is none.
        return end(content(beginning).raw(",\"structuredContent\":").raw(answer.bytes()), false);
    }

    private Beginning elements(JsonList list, ToolAnswer answer, boolean fine) {
        Piece part = list.piece(0, budget.bytes());
        String uri = budget.follow(
                fine, Mark.ofElements(part.to(), answer.mediaType()), () -> list.pieces(part.to(), budget.bytes()));
        return new Beginning(
                new Cut(Form.ELEMENTS, part.bytes(), part.to(), part.to(), part.last()),
                answer.mediaType(),
                "This is a part of the answer: " + part.to() + " of the " + part.of() + " elements of its longest list",
                uri);
    }

    /** What was read of an answer that is too long to be read as a whole, or did not end. */
    private Reply beginning(Excerpt answer) {
        Beginning beginning = Beginning.of(answer, budget);
        boolean failed = answer.answer().status() / 100 != 2;
        boolean kept = promised == null
                || (beginning.cut().form() == Form.LIST
                        && faults(beginning.cut().content()).isEmpty());
        if (failed || kept) {
            return part(beginning, failed, Kind.JSON);
        }
        Beginning unchecked = beginning.noting("too long to be held against the outputSchema of the tool");
        return end(content(unchecked), true);
    }

    /** @param kind of what JSON is; null where it is none */
    private Reply part(Beginning beginning, boolean failed, @Nullable Kind kind) {
        JsonBytes out = content(beginning);
        boolean json =
                beginning.cut().form() == Form.ELEMENTS || beginning.cut().form() == Form.LIST;
        if (json && kind != null && structured(kind) && !(failed && promised != null)) {
            out.raw(",\"structuredContent\":").raw(beginning.cut().content());
        }
        return end(out, failed);
    }

    /** The first part, a sentence that says so, and a link to what follows. */
    private JsonBytes content(Beginning beginning) {
        Buffer part = beginning.cut().content();
        JsonBytes out = begin(ENVELOPE_BYTES + 3 * part.length()).raw("[");
        ContentBlocks blocks = new ContentBlocks(out, revision);
        if (part.length() > 0) {
            blocks.text(part.getBytes());
        }
        blocks.text(beginning.sentence());
        if (beginning.uri() != null) {
            blocks.link(beginning.uri(), "rest of " + tool.name(), beginning.mediaType());
        }
        return out.raw("]");
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

    /** Why the answer is not what was promised; null when it is. */
    private @Nullable String broken(ToolAnswer answer) {
        if (promised == null) {
            return null;
        }
        if (answer.kind() != Kind.JSON && answer.kind() != Kind.JSON_OBJECT) {
            String got = answer.kind() == Kind.EMPTY ? "an empty body" : Quote.inside(answer.mediaType());
            return "the upstream's answer does not fit the outputSchema of tool " + Quote.of(tool.name())
                    + " (expected: JSON, got " + got + ")";
        }
        List<SchemaFault> faults = faults(Buffer.buffer(answer.bytes()));
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

    private List<SchemaFault> faults(Buffer json) {
        return promised == null ? List.of() : promised.check(JsonTree.read(json));
    }

    private Size mostBinary() {
        return Objects.requireNonNullElse(tool.maxBinarySize(), USUAL_BINARY);
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
