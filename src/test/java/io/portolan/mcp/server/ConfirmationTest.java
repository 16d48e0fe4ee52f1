package io.portolan.mcp.server;

import static io.portolan.mcp.Fixture.code;
import static io.portolan.mcp.Fixture.json;
import static io.portolan.mcp.Fixture.legacy;
import static io.portolan.mcp.Fixture.legacyHeaders;
import static io.portolan.mcp.Fixture.message;
import static io.portolan.mcp.Fixture.modernHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Fixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ConfirmationTest {

    private static final String NAME = Fixture.DELETE_BATCH.name();
    private static final String ARGUMENTS = "\"batch_id\":\"b1\",\"force\":true";
    private static final Pattern TOKEN = Pattern.compile("portolan_confirm = \"([^\"]+)\"");

    private final McpMethods methods =
            Fixture.methods(Fixture.endpoint("/mcp", Fixture.DELETE_BATCH), (namespace, invocation) -> {
                throw new AssertionError("nothing is called here");
            });

    @Test
    void asksAClientThatDeclaredElicitation() {
        JsonObject result = json(modern(ARGUMENTS, "")).getJsonObject("result");

        assertThat(result.getString("resultType")).isEqualTo("input_required");
        assertThat(result.getString("requestState")).isNotEmpty();
        JsonObject asked = result.getJsonObject("inputRequests").getJsonObject("confirm");
        assertThat(asked.getString("method")).isEqualTo("elicitation/create");
        assertThat(asked.getJsonObject("params").getString("message")).contains(NAME, "b1");
    }

    @Test
    void runsOnceTheUserAccepts() {
        String state = state();

        assertThat(modern(ARGUMENTS, answer("accept", state))).isInstanceOf(McpAction.Work.class);
    }

    @Test
    void runsForTheSameArgumentsInAnotherOrder() {
        String state = state();

        assertThat(modern("\"force\":true,\"batch_id\":\"b1\"", answer("accept", state)))
                .isInstanceOf(McpAction.Work.class);
    }

    @Test
    void doesNothingWhenTheUserDeclinesOrCancels() {
        for (String action : List.of("decline", "cancel")) {
            JsonObject result = json(modern(ARGUMENTS, answer(action, state()))).getJsonObject("result");

            assertThat(result.getBoolean("isError")).isTrue();
            assertThat(text(result)).contains("did not confirm");
        }
    }

    @Test
    void asksAgainWhenTheAnswerIsMissing() {
        JsonObject result =
                json(modern(ARGUMENTS, ",\"requestState\":\"" + state() + "\"")).getJsonObject("result");

        assertThat(result.getString("resultType")).isEqualTo("input_required");
    }

    @Test
    void refusesAStateThatWasChangedOrIsForAnotherCall() {
        String state = state();

        assertThat(code(modern(ARGUMENTS, answer("accept", "x" + state)))).isEqualTo(-32602);
        assertThat(code(modern("\"batch_id\":\"b2\",\"force\":true", answer("accept", state))))
                .isEqualTo(-32602);
    }

    @Test
    void tellsAnyOtherClientHowToConfirm() {
        JsonObject result = json(old(ARGUMENTS)).getJsonObject("result");
        Matcher token = TOKEN.matcher(text(result));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(token.find()).isTrue();
        assertThat(old(ARGUMENTS + ",\"portolan_confirm\":\"" + token.group(1) + "\""))
                .isInstanceOf(McpAction.Work.class);
        assertThat(text(json(old("\"batch_id\":\"b2\",\"portolan_confirm\":\"" + token.group(1) + "\""))
                        .getJsonObject("result")))
                .contains("not given out for these arguments");
    }

    @Test
    void listsTheArgumentThatConfirms() {
        JsonObject schema = json(methods.handle(legacy("tools/list"), legacyHeaders("2025-06-18")))
                .getJsonObject("result")
                .getJsonArray("tools")
                .getJsonObject(0)
                .getJsonObject("inputSchema");

        assertThat(schema.getJsonObject("properties").fieldNames())
                .containsExactly("batch_id", "force", "portolan_confirm");
    }

    @Test
    void refusesWrongArgumentsBeforeItAsks() {
        JsonObject result = json(modern("\"force\":true", "")).getJsonObject("result");

        assertThat(text(result)).contains("batch_id");
        assertThat(result.getString("resultType")).isEqualTo("complete");
    }

    private String state() {
        return json(modern(ARGUMENTS, "")).getJsonObject("result").getString("requestState");
    }

    private static String answer(String action, String state) {
        return ",\"requestState\":\"" + state + "\",\"inputResponses\":{\"confirm\":{\"action\":\"" + action
                + "\",\"content\":{}}}";
    }

    private McpAction modern(String arguments, String more) {
        Buffer body = message("\"id\":7,\"method\":\"tools/call\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}},"
                + "\"name\":\"" + NAME + "\",\"arguments\":{" + arguments + "}" + more + "}");
        return methods.handle(body, modernHeaders("tools/call", NAME));
    }

    private McpAction old(String arguments) {
        return methods.handle(
                legacy("tools/call", "\"name\":\"" + NAME + "\"", "\"arguments\":{" + arguments + "}"),
                legacyHeaders("2025-06-18"));
    }

    private static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}
