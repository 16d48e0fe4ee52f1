package io.portolan.mcp.answer;

import io.portolan.bus.Failure;
import io.portolan.bus.Result;
import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpTool;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/**
 * Turns what became of a tool's call into the answer.
 *
 * @param id of the request
 * @param revision what the client speaks
 * @param documents of the endpoint
 * @param tool the one that was called
 */
public record CallReply(Buffer id, Revision revision, EndpointDocuments documents, McpTool tool) {

    /** All of a response but the upstream's answer, more or less. */
    private static final int ENVELOPE_BYTES = 512;

    /** The upstream's answer: an error of the tool outside 2xx, with whatever the upstream said. */
    public Reply result(Result result, String requestId) {
        ToolAnswer answer = ToolAnswer.of(result);
        JsonBytes out = begin(capacity(answer));
        switch (answer.kind()) {
            case EMPTY -> empty(out, result.status());
            case TEXT -> text(out, answer.bytes());
            case JSON -> json(out, answer.bytes(), revision.knowsAnyStructuredContent());
            case JSON_OBJECT -> json(out, answer.bytes(), revision.knowsStructuredContent());
            case BINARY -> binary(out, answer, requestId);
        }
        return end(out, result.status() / 100 != 2);
    }

    /** No answer: an error of the tool where the model can act on it, else one of the server. */
    public Reply failure(Failure failure) {
        return McpFailures.concernsTheCaller(failure)
                ? error(McpFailures.text(failure))
                : documents.error(id, RpcError.internal(failure.reason()));
    }

    /** An error of the tool, in words for the model. */
    public Reply error(String text) {
        JsonBytes out = begin(ENVELOPE_BYTES + text.length());
        out.raw("[{\"type\":\"text\",\"text\":").string(text).raw("}]");
        return end(out, true);
    }

    private static int capacity(ToolAnswer answer) {
        int length = answer.bytes().length;
        return ENVELOPE_BYTES
                + switch (answer.kind()) {
                    case EMPTY -> 0;
                    case TEXT -> length + length / 8;
                    case JSON, JSON_OBJECT -> 2 * length + length / 4;
                    case BINARY -> length / 3 * 4;
                };
    }

    private JsonBytes begin(int capacity) {
        return EndpointDocuments.begin(capacity, id).raw("{\"content\":");
    }

    private Reply end(JsonBytes out, boolean failed) {
        out.raw(failed ? ",\"isError\":true" : "");
        return new Reply(200, out.raw(documents.resultEnd(revision)).toBuffer());
    }

    private static void empty(JsonBytes out, int status) {
        if (status / 100 == 2) {
            out.raw("[]");
        } else {
            out.raw("[{\"type\":\"text\",\"text\":\"the upstream answered " + status + " with an empty body\"}]");
        }
    }

    private static void text(JsonBytes out, byte[] utf8) {
        out.raw("[{\"type\":\"text\",\"text\":").string(utf8).raw("}]");
    }

    private static void json(JsonBytes out, byte[] json, boolean structured) {
        text(out, json);
        if (structured) {
            out.raw(",\"structuredContent\":").raw(json);
        }
    }

    private void binary(JsonBytes out, ToolAnswer answer, String requestId) {
        out.raw("[{\"type\":\"resource\",\"resource\":{\"uri\":")
                .string("portolan://" + tool.namespace() + "/" + tool.name() + "/" + requestId)
                .raw(",\"mimeType\":")
                .string(answer.mediaType())
                .raw(",\"blob\":\"")
                .raw(Base64.getEncoder().encode(answer.bytes()))
                .raw("\"}}]");
    }
}
