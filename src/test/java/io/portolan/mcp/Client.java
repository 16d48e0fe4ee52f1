package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.bus.Invoker;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Caller;
import io.portolan.mcp.caller.UnansweredException;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.McpEndpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** Asks an endpoint in the words of one revision, and waits. */
public final class Client {

    /** Waits, hears nothing in between, and answers nothing. */
    public static final Caller ALONE = new Caller() {

        @Override
        public String requestId() {
            return "r-1";
        }

        @Override
        public void tell(Buffer notification) {}

        @Override
        public Future<JsonNode> ask(String method, JsonNode params, Duration patience) {
            return Future.failedFuture(new UnansweredException("nobody is there"));
        }

        @Override
        public void every(Duration period, Runnable action) {}

        @Override
        public void onGone(Runnable action) {}
    };

    private final McpMethods methods;
    private final Revision revision;

    public Client(McpMethods methods, Revision revision) {
        this.methods = methods;
        this.revision = revision;
    }

    /** Of {@link FullEndpoint}. */
    public static Client of(Revision revision) {
        return new Client(Fixture.methods(FullEndpoint.ENDPOINT, FullEndpoint.UPSTREAM), revision);
    }

    public static Client of(McpEndpoint endpoint, Invoker invoker, PortolanOptions options, Revision revision) {
        return new Client(Fixture.methods(endpoint, invoker, options), revision);
    }

    /** The result; fails when it is an error. */
    public JsonObject result(String method, String params) throws Exception {
        JsonObject json = ask(method, params).json().toJsonObject();
        JsonObject result = json.getJsonObject("result");
        if (result == null) {
            throw new AssertionError(json.encode());
        }
        return result;
    }

    /** The error; fails when it is none. */
    public JsonObject error(String method, String params) throws Exception {
        JsonObject json = ask(method, params).json().toJsonObject();
        JsonObject error = json.getJsonObject("error");
        if (error == null) {
            throw new AssertionError(json.encode());
        }
        return error;
    }

    /**
     * The answer, whatever it is.
     *
     * @param params members of the object, in single quotes
     */
    public Reply ask(String method, String params) throws Exception {
        return reply(methods.handle(message(method, params), headers(method, params)));
    }

    /** Waits for the answer where it takes time. */
    public static Reply reply(McpAction action) throws Exception {
        return switch (action) {
            case McpAction.Answer answer -> answer.reply();
            case McpAction.Listen listen ->
                new Reply(200, listen.subscription().opening().getFirst());
            case McpAction.Accepted ignored -> new Reply(202, Buffer.buffer());
            case McpAction.Work work -> work.task().run(ALONE).await(10, SECONDS);
        };
    }

    public Buffer message(String method, String params) {
        String members = params.replace('\'', '"');
        if (!revision.modern()) {
            return Fixture.legacy(method, members.isEmpty() ? new String[0] : new String[] {members});
        }
        return members.isEmpty() ? Fixture.modern(method) : Fixture.modern(method, members);
    }

    private McpHeaders headers(String method, String params) {
        if (!revision.modern()) {
            return Fixture.legacyHeaders(revision.text());
        }
        JsonObject given = new JsonObject("{" + params.replace('\'', '"') + "}");
        Object name = given.getValue(method.equals("resources/read") ? "uri" : "name");
        JsonObject arguments = given.getValue("arguments") instanceof JsonObject object ? object : new JsonObject();
        return new McpHeaders(
                revision.text(), method, name instanceof String text ? text : null, null, null, header -> {
                    Object value = arguments.getValue(header.toLowerCase(Locale.ROOT));
                    return value == null ? null : value.toString();
                });
    }
}
