package io.portolan.mcp.server;

import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.ListKind;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.rpc.Handshake;
import io.portolan.mcp.rpc.JsonRpcMessage;
import io.portolan.mcp.rpc.JsonRpcMessage.Notification;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcMessage.Response;
import io.portolan.mcp.rpc.JsonRpcMessage.Unreadable;
import io.portolan.mcp.rpc.JsonRpcReader;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.RequestChecks;
import io.portolan.mcp.rpc.RequestChecks.Outcome;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one endpoint does with a message, in both eras. */
public final class McpMethods implements Endpoint {

    private final boolean guarded;
    private final Serving serving;
    private final Map<String, ServedTool> served;
    private final EndpointDocuments documents;
    private final ToolMethods tools;
    private final ResourceMethods resources;
    private final PromptMethods prompts;
    private final CompletionMethods completions;
    private final ListenMethods listening;

    /** @param guarded whether what is seen depends on who looks */
    public McpMethods(McpEndpoint endpoint, boolean guarded, Serving serving) {
        this(endpoint, guarded, serving, ServedTool.all(endpoint, serving.recorder()));
    }

    private McpMethods(McpEndpoint endpoint, boolean guarded, Serving serving, Map<String, ServedTool> served) {
        this.guarded = guarded;
        this.serving = serving;
        this.served = served;
        documents = new EndpointDocuments(
                endpoint,
                guarded,
                new EndpointDocuments.Style(
                        serving.version(), serving.options().mcp().limits().pageSize(), serving.cursors()));
        Map<String, ServedTool> visible = new HashMap<>(served);
        visible.keySet().retainAll(endpoint.tools().keySet());
        Rests rests = new Rests(endpoint.path(), visible, documents, serving);
        tools = new ToolMethods(visible, rests, documents, serving);
        resources = new ResourceMethods(endpoint, rests, documents, serving);
        prompts = new PromptMethods(endpoint, documents, serving);
        completions = new CompletionMethods(endpoint, documents);
        listening = new ListenMethods(documents, resources);
    }

    /** The same for those who see less of the endpoint. */
    public McpMethods narrowed(McpEndpoint view) {
        return new McpMethods(view, guarded, serving, served);
    }

    @Override
    public McpAction handle(Buffer body, @Nullable McpHeaders headers) {
        return switch (JsonRpcReader.read(body)) {
            case Unreadable unreadable -> refused(unreadable.id(), unreadable.error());
            case Notification ignored -> {
                RpcError error = headers == null ? null : RequestChecks.check(headers);
                yield error == null ? new McpAction.Accepted() : refused(null, error);
            }
            case Response response -> answered(response, headers);
            case Request request -> perform(request, RequestChecks.check(request, headers), headers, null);
        };
    }

    /**
     * The same for what came over a connection that has no headers.
     *
     * @param agreed what the handshake settled on there
     */
    public McpAction handle(JsonRpcMessage message, Handshake agreed) {
        return switch (message) {
            case Unreadable unreadable -> refused(unreadable.id(), unreadable.error());
            case Notification ignored -> new McpAction.Accepted();
            case Response response -> answered(response, null);
            case Request request -> perform(request, RequestChecks.check(request, agreed), null, agreed);
        };
    }

    private McpAction perform(
            Request request, Outcome outcome, @Nullable McpHeaders headers, @Nullable Handshake handshake) {
        return switch (outcome) {
            case Outcome.Refused refused -> refused(request.id(), refused.error());
            case Outcome.Passed passed -> perform(new Asked(request, passed.revision(), headers, handshake));
        };
    }

    /** Revisions without a handshake have no requests of the server, so nothing can be an answer. */
    private McpAction answered(Response response, @Nullable McpHeaders headers) {
        Revision revision = Revision.named(headers == null ? null : headers.protocolVersion());
        if (revision != null && revision.modern()) {
            return refused("responses are not expected: nothing was asked (expected: a request or notification)");
        }
        return serving.questions().answer(response)
                ? new McpAction.Accepted()
                : refused("nothing waits for this response (expected: the id of a request of this server, in time)");
    }

    private McpAction refused(String why) {
        return refused(null, RpcError.invalidRequest(why));
    }

    private McpAction refused(@Nullable Buffer id, RpcError error) {
        return new McpAction.Answer(documents.error(id, error));
    }

    private McpAction perform(Asked asked) {
        return switch (asked.request().method()) {
            case "tools/list" -> tools.list(asked);
            case "tools/call" -> tools.call(asked);
            case "resources/list" -> resources.list(asked);
            case "resources/templates/list" -> resources.templates(asked);
            case "resources/read" -> resources.read(asked);
            case "prompts/list" -> prompts.list(asked);
            case "prompts/get" -> prompts.get(asked);
            case "completion/complete" -> new McpAction.Answer(completions.complete(asked));
            case "subscriptions/listen" ->
                asked.revision().modern() ? listening.listen(asked, this) : new McpAction.Answer(unknown(asked));
            default -> new McpAction.Answer(asked.revision().modern() ? modern(asked) : legacy(asked));
        };
    }

    /** What clients were asked, and have not answered yet. */
    public Questions questions() {
        return serving.questions();
    }

    /** Tells a list from another. Blocks where it holds files. */
    String version(ListKind kind, Revision revision) {
        return documents.version(kind, revision, kind == ListKind.RESOURCES ? resources.files() : List.of());
    }

    /** What may tell the content of a resource from another. Blocks where it is a file. */
    @Nullable
    Object state(String uri) {
        return resources.state(uri);
    }

    /** Whether it serves files, which come and go by themselves. */
    boolean restless() {
        return resources.restless();
    }

    /** What a client with a handshake hears of, on a connection that lasts. */
    public McpAction.Listen changes(Handshake agreed) {
        return new McpAction.Listen(Subscription.ofHandshake(agreed.revision()), this);
    }

    /** The answer to one too many who wants to listen. */
    public Reply crowded(@Nullable Buffer id, int most) {
        return documents.error(
                id,
                new RpcError(
                        503,
                        RpcError.INTERNAL_ERROR,
                        most + " clients of this node listen already (mcp.listeners)",
                        null));
    }

    private Reply modern(Asked asked) {
        return switch (asked.request().method()) {
            case "server/discover" -> documents.discovery(asked.id());
            default -> unknown(asked);
        };
    }

    private Reply legacy(Asked asked) {
        return switch (asked.request().method()) {
            case "initialize" -> initialization(asked);
            case "ping", "logging/setLevel" -> documents.acknowledgement(asked.id());
            case "resources/subscribe", "resources/unsubscribe" -> resources.subscription(asked);
            default -> unknown(asked);
        };
    }

    /** Only a connection that lasts brings changes to a client with a handshake. */
    private Reply initialization(Asked asked) {
        Handshake handshake = Handshake.of(asked.request().params());
        return documents.initialization(asked.id(), handshake.revision(), asked.handshake() != null);
    }

    private Reply unknown(Asked asked) {
        return documents.error(
                asked.id(),
                RpcError.methodNotFound(asked.revision(), asked.request().method()));
    }
}
