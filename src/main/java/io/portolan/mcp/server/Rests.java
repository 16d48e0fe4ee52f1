package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;
import io.portolan.mcp.answer.Budget;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.PartReply;
import io.portolan.mcp.answer.Piece;
import io.portolan.mcp.answer.Pieces;
import io.portolan.mcp.answer.Rest;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.options.Size;
import io.portolan.plan.Arguments;
import io.portolan.plan.McpTool;
import io.portolan.plan.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rests of answers that are too long for one piece, as resources. A tool that changes nothing is asked again when
 * one is read, so that its URI holds the call; of other tools the rest is kept for a while on this node.
 */
final class Rests {

    private static final String PREFIX = "portolan://rest/";

    /** A URI that is longer is no use to anybody; the rest is kept instead. */
    private static final int LONGEST_CALL = 2048;

    private final Map<String, ServedTool> tools;
    private final EndpointDocuments documents;
    private final Serving serving;
    private final byte[] bound;

    /** @param path of the endpoint; what one gives out no other takes */
    Rests(String path, Map<String, ServedTool> tools, EndpointDocuments documents, Serving serving) {
        this.tools = tools;
        this.documents = documents;
        this.serving = serving;
        this.bound = path.getBytes(StandardCharsets.UTF_8);
    }

    static boolean named(String uri) {
        return uri.startsWith(PREFIX);
    }

    /** How long the answer to a call may be. */
    Budget budget(String name, McpTool tool, @Nullable Buffer arguments) {
        return new Budget((int) size().bytes(), rest(name, tool, arguments));
    }

    /** {@code resources/read} of a rest. */
    McpAction read(Asked asked, String uri) {
        PartReply reply = new PartReply(asked.id(), asked.revision(), documents, uri);
        byte[] token = serving.seals().rests().open(uri.substring(PREFIX.length()), bound);
        if (token == null) {
            return new McpAction.Answer(reply.gone());
        }
        JsonNode place = JsonTree.first(token);
        return place.has("kept") ? kept(place, reply) : again(asked, place, reply);
    }

    private McpAction again(Asked asked, JsonNode place, PartReply reply) {
        String name = place.path("tool").asText();
        ServedTool tool = tools.get(name);
        if (tool == null || !(call(place) instanceof Request request)) {
            return new McpAction.Answer(reply.gone());
        }
        Piece.Unit unit = place.path("elements").asBoolean() ? Piece.Unit.ELEMENTS : Piece.Unit.BYTES;
        Rest next = rest(name, tool.tool(), Buffer.buffer(JsonTree.text(place.path("arguments"))));
        return switch (tool.bind(request.params())) {
            case Arguments.Bound arguments ->
                new McpAction.Work(new FlowTask(
                        tool.tool().flow(),
                        tool.meter(),
                        arguments.values(),
                        tool.body(request.params().argumentMembers()),
                        asked.trace(),
                        ProgressTeller.wish(asked),
                        reply.again(unit, place.path("from").asInt(), size(), next),
                        serving));
            case Arguments.Refused changed -> new McpAction.Answer(reply.gone());
        };
    }

    /** The call as it came, so that it is read by the one reader there is. */
    private static Object call(JsonNode place) {
        ObjectNode message =
                JsonTree.NODES.objectNode().put("jsonrpc", "2.0").put("id", 0).put("method", "tools/call");
        message.putObject("params").set("arguments", place.path("arguments"));
        return JsonRpcReader.read(JsonTree.write(message));
    }

    private McpAction kept(JsonNode place, PartReply reply) {
        int index = place.path("index").asInt();
        boolean last = index + 1 >= place.path("of").asInt();
        return new McpAction.Work(caller -> serving.kept()
                .read(place.path("kept").asText(), index)
                .compose(bytes -> Future.succeededFuture(
                        bytes == null
                                ? reply.gone()
                                : reply.part(
                                        bytes,
                                        place.path("type").asText(),
                                        place.path("text").asBoolean(),
                                        last ? null : uri(((ObjectNode) place.deepCopy()).put("index", index + 1))))));
    }

    private Rest rest(String name, McpTool tool, @Nullable Buffer arguments) {
        return (pieces, part) -> {
            if (changesNothing(tool) && (arguments == null || arguments.length() <= LONGEST_CALL)) {
                ObjectNode place = JsonTree.NODES
                        .objectNode()
                        .put("tool", name)
                        .put("elements", part.unit() == Piece.Unit.ELEMENTS)
                        .put("from", part.to());
                place.set("arguments", arguments == null ? JsonTree.NODES.objectNode() : JsonTree.read(arguments));
                return uri(place);
            }
            return keep(pieces, part);
        };
    }

    private @Nullable String keep(Pieces pieces, Piece part) {
        List<Buffer> parts = new ArrayList<>();
        Piece next = part;
        while (!next.last()) {
            next = pieces.from(next.to());
            parts.add(next.bytes());
        }
        String id = serving.kept().keep(parts);
        return id == null
                ? null
                : uri(JsonTree.NODES
                        .objectNode()
                        .put("kept", id)
                        .put("index", 0)
                        .put("of", parts.size())
                        .put("type", pieces.whole().mediaType())
                        .put("text", pieces.whole().isText()));
    }

    private String uri(ObjectNode place) {
        return PREFIX + serving.seals().rests().close(JsonTree.write(place).getBytes(), bound);
    }

    private static boolean changesNothing(McpTool tool) {
        if (tool.hints().readOnly() != null) {
            return tool.hints().readOnly();
        }
        return !tool.flow().steps().isEmpty()
                && tool.flow().steps().stream()
                        .allMatch(step -> step instanceof Step.Call call
                                && (call.operation().method().equals("GET")
                                        || call.operation().method().equals("HEAD")));
    }

    private Size size() {
        return serving.options().mcp().limits().answer();
    }
}
