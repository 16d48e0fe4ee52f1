package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.bus.Header;
import io.portolan.format.JsonTree;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.PartReply;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Mark;
import io.portolan.mcp.part.Rest;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.options.Size;
import io.portolan.plan.Arguments;
import io.portolan.plan.Flow;
import io.portolan.plan.McpTool;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rests of answers that are too long for one piece, as resources. What changes nothing is asked again when one is
 * read, so that its URI holds the call; of anything else the rest is kept for a while on this node.
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

    /** How long the answer to the call of a tool may be. */
    Budget budget(String name, McpTool tool, @Nullable Buffer arguments) {
        boolean reads = Objects.requireNonNullElseGet(tool.hints().readOnly(), () -> FlowCall.reads(tool.flow()));
        boolean again = reads && (arguments == null || arguments.length() <= LONGEST_CALL);
        ObjectNode call = JsonTree.NODES.objectNode();
        if (again) {
            call.put("tool", name)
                    .set("arguments", arguments == null ? JsonTree.NODES.objectNode() : JsonTree.read(arguments));
        }
        return budget(new Place(call, again));
    }

    /** How long the content of a resource may be. */
    Budget budget(String uri, Flow flow) {
        boolean again = FlowCall.reads(flow) && uri.length() <= LONGEST_CALL;
        return budget(new Place(JsonTree.NODES.objectNode().put("resource", uri), again));
    }

    /** Of what is a whole already. */
    Budget none() {
        return budget(new Place(JsonTree.NODES.objectNode(), false));
    }

    private Budget budget(Rest rest) {
        return new Budget(size(), serving.options().limits().body(), rest);
    }

    /**
     * {@code resources/read} of a rest.
     *
     * @param contents what the URI of a resource means; null when it means nothing
     */
    McpAction read(Asked asked, String uri, Function<String, @Nullable FlowCall> contents) {
        PartReply reply = new PartReply(asked.id(), asked.revision(), documents, uri);
        byte[] token = serving.seals().rests().open(uri.substring(PREFIX.length()), bound);
        if (token == null) {
            return new McpAction.Answer(reply.gone());
        }
        JsonNode place = JsonTree.first(token);
        if (place.has("kept")) {
            return kept(place, reply);
        }
        FlowCall call =
                place.has("resource") ? contents.apply(place.path("resource").asText()) : tool(place);
        return call == null ? new McpAction.Answer(reply.gone()) : again(asked, call, place, reply);
    }

    private McpAction again(Asked asked, FlowCall call, JsonNode place, PartReply reply) {
        Mark mark = Mark.of(place.path("mark"));
        Budget budget = budget(new Place((ObjectNode) place, true));
        List<Header> headers = new ArrayList<>(asked.trace());
        if (call.hasRanges()) {
            headers.addAll(mark.range(budget.bytes()));
        }
        return new McpAction.Work(
                new FlowTask(call, headers, ProgressTeller.wish(asked), reply.again(mark, budget), serving));
    }

    /** Null when there is no such tool any more, or it takes other arguments. */
    private @Nullable FlowCall tool(JsonNode place) {
        ServedTool tool = tools.get(place.path("tool").asText());
        return tool != null
                        && call(place) instanceof Request request
                        && tool.bind(request.params()) instanceof Arguments.Bound bound
                ? FlowCall.of(tool, bound.values(), tool.body(request.params().argumentMembers()))
                : null;
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

    private String uri(ObjectNode place) {
        return PREFIX + serving.seals().rests().close(JsonTree.write(place).getBytes(), bound);
    }

    private Size size() {
        return serving.options().mcp().limits().answer();
    }

    /** Where the rests of one call are. */
    private final class Place implements Rest {

        private final ObjectNode call;
        private final boolean again;

        /** @param call as it is asked again, where it is */
        Place(ObjectNode call, boolean again) {
            this.call = call;
            this.again = again;
        }

        @Override
        public boolean asksAgain() {
            return again;
        }

        @Override
        public String again(Mark mark) {
            ObjectNode place = call.deepCopy();
            place.set("mark", mark.json());
            return uri(place);
        }

        @Override
        public @Nullable String kept(List<Buffer> parts, Mark mark) {
            String id = parts.isEmpty() ? null : serving.kept().keep(parts);
            return id == null
                    ? null
                    : uri(JsonTree.NODES
                            .objectNode()
                            .put("kept", id)
                            .put("index", 0)
                            .put("of", parts.size())
                            .put("type", mark.mediaType())
                            .put("text", mark.form().text()));
        }
    }
}
