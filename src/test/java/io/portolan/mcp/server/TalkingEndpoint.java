package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpTool;
import io.portolan.plan.Parameters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and, before it, tools that talk with the client while they run: what the conformance suite wants to see
 * and no capability file says.
 */
public final class TalkingEndpoint implements Endpoint {

    public static final String CHANGES_TOOLS = "test_trigger_tool_change";
    public static final String CHANGES_PROMPTS = "test_trigger_prompt_change";

    private static final String PROMPT = "test_input_required_result_prompt";
    private static final String SAMPLING = "test_missing_capability";
    private static final RpcError NO_SAMPLING = new RpcError(
            400, -32021, "this tool needs a client that samples", "{\"requiredCapabilities\":{\"sampling\":{}}}");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Endpoint behind;
    private final Rounds rounds = new Rounds(Conversations.ALL);
    private final Map<String, Runnable> changes;
    private final Map<String, Talk> tools = new TreeMap<>();

    /** What one of the tools does. */
    private interface Talk {

        McpAction with(Asked asked);
    }

    /**
     * Puts the tools before an endpoint.
     *
     * @param behind does everything else; lists them all, as {@link #listed} says
     * @param changes what is to happen when one of two tools is called, {@link #CHANGES_TOOLS} and
     *     {@link #CHANGES_PROMPTS}
     */
    public TalkingEndpoint(Vertx vertx, Endpoint behind, Map<String, Runnable> changes) {
        this.vertx = vertx;
        this.behind = behind;
        this.changes = changes;
        names().forEach(name -> tools.put(name, talk(name)));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of(SAMPLING, "test_logging_tool", "test_tool_with_logging", CHANGES_TOOLS, CHANGES_PROMPTS));
        Conversations.ALL.path("asking").fieldNames().forEachRemaining(names::add);
        Conversations.ALL.path("rounds").fieldNames().forEachRemaining(names::add);
        names.remove(PROMPT);
        return names;
    }

    private Talk talk(String name) {
        if (Conversations.ALL.path("asking").has(name)) {
            return TalkingEndpoint::asking;
        }
        if (Conversations.ALL.path("rounds").has(name)) {
            return rounds::next;
        }
        if (name.equals(CHANGES_TOOLS) || name.equals(CHANGES_PROMPTS)) {
            return this::change;
        }
        return name.equals(SAMPLING) ? TalkingEndpoint::sampling : this::logging;
    }

    /** The same endpoint, listing what is before it too. */
    public static McpEndpoint listed(McpEndpoint plain) {
        SortedMap<String, McpTool> tools = new TreeMap<>(plain.tools());
        SortedMap<String, McpPrompt> prompts = new TreeMap<>(plain.prompts());
        names().forEach(name -> tools.put(name, tool(name)));
        prompts.put(PROMPT, prompt(PROMPT));
        return with(plain, tools, prompts);
    }

    /** The same endpoint with one tool more. */
    public static McpEndpoint withTool(McpEndpoint plain, String name) {
        SortedMap<String, McpTool> tools = new TreeMap<>(plain.tools());
        tools.put(name, tool(name));
        return with(plain, tools, plain.prompts());
    }

    /** The same endpoint with one prompt more. */
    public static McpEndpoint withPrompt(McpEndpoint plain, String name) {
        SortedMap<String, McpPrompt> prompts = new TreeMap<>(plain.prompts());
        prompts.put(name, prompt(name));
        return with(plain, plain.tools(), prompts);
    }

    private static McpEndpoint with(
            McpEndpoint plain, SortedMap<String, McpTool> tools, SortedMap<String, McpPrompt> prompts) {
        return new McpEndpoint(
                plain.path(),
                plain.name(),
                plain.instructions(),
                plain.icons(),
                tools,
                plain.resources(),
                plain.templates(),
                prompts,
                plain.cache());
    }

    private static McpPrompt prompt(String name) {
        McpPrompt.Messages none = new McpPrompt.Messages(List.of());
        return new McpPrompt("conformance", name, null, "Is only listed.", List.of(), List.of(), none, null);
    }

    private static McpTool tool(String name) {
        return Fixture.tool(name, new Parameters(List.of(), null), "{\"type\":\"object\"}", McpTool.Hints.NONE);
    }

    @Override
    public McpAction handle(Buffer body, @Nullable McpHeaders headers) {
        if (JsonRpcReader.read(body) instanceof Request request
                && RequestChecks.check(request, headers) instanceof RequestChecks.Outcome.Passed passed) {
            Asked asked = new Asked(request, passed.revision(), headers, null);
            String name = String.valueOf(asked.string("name"));
            if (request.method().equals("tools/call") && tools.containsKey(name)) {
                return tools.get(name).with(asked);
            }
            if (request.method().equals("prompts/get") && name.equals(PROMPT)) {
                return rounds.next(asked);
            }
        }
        return behind.handle(body, headers);
    }

    /** Asks the client, by a request on the stream of its call. */
    private static McpAction asking(Asked asked) {
        JsonNode question = Conversations.ALL.path("asking").path(asked.string("name"));
        String params = JsonTree.text(question.path("params"));
        for (JsonMember argument : asked.request().params().argumentMembers()) {
            String quoted = JsonTree.text(JsonTree.NODES.textNode(argument.string()));
            params = params.replace("{{" + argument.name() + "}}", quoted.substring(1, quoted.length() - 1));
        }
        JsonNode filled = JsonTree.read(params);
        return new McpAction.Work(caller -> caller.ask(question.path("method").asText(), filled, PATIENCE)
                .map(answer -> Conversations.text(asked, "The client answered " + JsonTree.text(answer)))
                .otherwise(none -> Conversations.error(asked, RpcError.internal(none.getMessage()))));
    }

    private McpAction change(Asked asked) {
        changes.get(asked.string("name")).run();
        return new McpAction.Answer(Conversations.text(asked, "Changed."));
    }

    /** Refuses clients that cannot sample. */
    private static McpAction sampling(Asked asked) {
        return new McpAction.Answer(
                asked.capabilities().has("sampling")
                        ? Conversations.text(asked, "The client can sample.")
                        : Conversations.error(asked, NO_SAMPLING));
    }

    /** Logs three times, unless the revision wants to be told that it may and was not. */
    private McpAction logging(Asked asked) {
        boolean silent =
                asked.revision().modern() && asked.request().params().metaMember(RequestChecks.LOG_LEVEL) == null;
        Reply end = Conversations.text(asked, "Logged.");
        return silent
                ? new McpAction.Answer(end)
                : new McpAction.Work(caller -> log(caller, "Tool execution started")
                        .compose(first -> log(caller, "Tool processing data"))
                        .compose(second -> log(caller, "Tool execution completed"))
                        .map(end));
    }

    private Future<?> log(Caller caller, String text) {
        ObjectNode message = JsonTree.NODES.objectNode().put("jsonrpc", "2.0").put("method", "notifications/message");
        message.putObject("params").put("level", "info").put("data", text);
        caller.tell(JsonTree.write(message));
        return vertx.timer(50);
    }

    /** Whether a member is there and an object. */
    static JsonNode object(Asked asked, String member) {
        JsonMember given = asked.param(member);
        return given != null && given.kind() == Kind.OBJECT
                ? JsonTree.read(given.bytes())
                : JsonTree.NODES.objectNode();
    }
}
