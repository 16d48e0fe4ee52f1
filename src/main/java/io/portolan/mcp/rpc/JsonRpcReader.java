package io.portolan.mcp.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message in one pass over its bytes. Values are never turned into objects or numbers: what is not looked at
 * here stays a slice of the body. Where a member is given twice, the last one counts.
 */
public final class JsonRpcReader {

    private static final int MAX_DEPTH = 64;

    /** Of one object that is kept member by member; far more than any tool has arguments. */
    private static final int MAX_MEMBERS = 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 only (RFC 8259 8.1)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the body as a whole is bounded
                    .build())
            .build();

    private final Buffer body;
    private final JsonParser parser;

    private @Nullable JsonMember jsonrpc;
    private @Nullable JsonMember id;
    private @Nullable JsonMember method;
    private @Nullable JsonMember result;
    private @Nullable JsonMember error;
    private @Nullable JsonMember paramsValue;
    private Params params = Params.NONE;

    private JsonRpcReader(Buffer body, JsonParser parser) {
        this.body = body;
        this.parser = parser;
    }

    /** Reads the message that the whole body is. Slices of the body stay in use as long as the message does. */
    public static JsonRpcMessage read(Buffer body) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            return new JsonRpcReader(body, parser).message();
        } catch (StreamConstraintsException e) {
            return unreadable(RpcError.invalidRequest(
                    "the message is nested too deeply or has too long a name or number (expected: at most " + MAX_DEPTH
                            + " levels)"));
        } catch (JsonProcessingException e) {
            return unreadable(RpcError.notJson(
                    e.getLocation() == null
                            ? "it ends too soon"
                            : "unexpected text near byte " + e.getLocation().getByteOffset()));
        } catch (IOException e) {
            return unreadable(RpcError.notJson("it is not UTF-8"));
        }
    }

    private JsonRpcMessage message() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            readEnvelope();
        } else {
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            return unreadable(RpcError.notJson("text follows the message"));
        }
        if (first == null) {
            return unreadable(RpcError.notJson("it is empty"));
        }
        if (first != JsonToken.START_OBJECT) {
            return unreadable(RpcError.invalidRequest(
                    first == JsonToken.START_ARRAY
                            ? "batches are not served (expected: one request or notification)"
                            : "the message is not an object (expected: one request or notification)"));
        }
        return classify();
    }

    private void readEnvelope() throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "jsonrpc" -> jsonrpc = value(name, token);
                case "id" -> id = value(name, token);
                case "method" -> method = value(name, token);
                case "params" -> readParams(token);
                case "result" -> result = value(name, token);
                case "error" -> error = value(name, token);
                default -> parser.skipChildren();
            }
        }
    }

    private void readParams(JsonToken token) throws IOException {
        params = Params.NONE;
        if (token != JsonToken.START_OBJECT) {
            paramsValue = value("params", token);
            return;
        }
        paramsValue = null;
        List<JsonMember> members = new ArrayList<>(4);
        JsonMember arguments = null;
        List<JsonMember> argumentMembers = List.of();
        List<JsonMember> meta = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken next = parser.nextToken();
            if (name.equals("_meta")) {
                meta = next == JsonToken.START_OBJECT ? members() : skipped();
            } else if (name.equals("arguments") && next == JsonToken.START_OBJECT) {
                int start = tokenStart();
                argumentMembers = members();
                arguments = new JsonMember(name, Kind.OBJECT, null, body.slice(start, position()));
            } else if (name.equals("arguments")) {
                argumentMembers = List.of();
                arguments = value(name, next);
            } else {
                add(members, value(name, next));
            }
        }
        params = new Params(members, arguments, argumentMembers, meta);
    }

    private List<JsonMember> members() throws IOException {
        List<JsonMember> members = new ArrayList<>(8);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            add(members, value(name, parser.nextToken()));
        }
        return members;
    }

    private @Nullable List<JsonMember> skipped() throws IOException {
        parser.skipChildren();
        return null;
    }

    private JsonMember value(String name, JsonToken token) throws IOException {
        int start = tokenStart();
        Kind kind = JsonSyntax.kind(token);
        String text = null;
        switch (kind) {
            case STRING, NUMBER, BOOLEAN -> text = parser.getText();
            case ARRAY, OBJECT -> parser.skipChildren();
            case NULL -> {}
        }
        return new JsonMember(name, kind, text, body.slice(start, position()));
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int position() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static void add(List<JsonMember> members, JsonMember member) throws StreamConstraintsException {
        if (members.size() == MAX_MEMBERS) {
            throw new StreamConstraintsException("too many members");
        }
        members.add(member);
    }

    private JsonRpcMessage classify() {
        Buffer echo = id != null && (id.kind() == Kind.STRING || id.kind() == Kind.NUMBER) ? id.bytes() : null;
        if (jsonrpc == null || !"2.0".equals(jsonrpc.string())) {
            return refused(echo, "jsonrpc: missing or unknown (expected: \"2.0\")");
        }
        if (result != null || error != null) {
            return response(echo);
        }
        String called = method == null ? null : method.string();
        if (called == null) {
            return refused(echo, "method: missing or not a string (expected: a string)");
        }
        if (id != null && echo == null) {
            return refused(null, "id: " + id.kind().word() + " (expected: a string or a number)");
        }
        if (paramsValue != null) {
            return refused(echo, "params: " + paramsValue.kind().word() + " (expected: an object)");
        }
        return echo == null
                ? new JsonRpcMessage.Notification(called, params)
                : new JsonRpcMessage.Request(echo, called, params);
    }

    /** The server's own ids are strings, so no other answers anything. */
    private JsonRpcMessage response(@Nullable Buffer echo) {
        String asked = id == null ? null : id.string();
        if (method != null || (result != null && error != null) || asked == null) {
            return refused(
                    method == null ? null : echo,
                    "no single request, notification or response to a request of this server (expected: one of them)");
        }
        return new JsonRpcMessage.Response(asked, result == null ? null : result.bytes());
    }

    private static JsonRpcMessage unreadable(RpcError error) {
        return new JsonRpcMessage.Unreadable(null, error);
    }

    private static JsonRpcMessage refused(@Nullable Buffer id, String why) {
        return new JsonRpcMessage.Unreadable(id, RpcError.invalidRequest(why));
    }
}
