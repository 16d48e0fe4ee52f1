package io.portolan.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Invoker;
import io.portolan.mcp.Client;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.FullEndpoint;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.rpc.Revision;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file says of a tool beyond the types of its arguments. */
final class ToolMethodsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'region':'asia' | region: expected one of 'eu', 'us', '日本', got 'asia'",
                "'region':'eu','size':10 | size: expected 9 or less, got 10",
                "'size':'x' | size: expected an integer, got a string",
                "'regoin':'eu' | 'regoin': unknown argument (did you mean 'region'?)",
            })
    void tellsAModelHowToCorrectAnArgument(String arguments, String line) throws Exception {
        JsonObject result = client(Revision.V2025_11_25).result("tools/call", call("strict", arguments));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo("the arguments do not fit tool 'strict'\n- " + line);
    }

    @Test
    void takesANullForWhatIsLeftOut() throws Exception {
        JsonObject result =
                client(Revision.V2025_11_25).result("tools/call", call("strict", "'region':null,'size':null"));

        assertThat(result.getBoolean("isError")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void listsWhatARevisionKnows(Revision revision) throws Exception {
        JsonObject tool = client(revision).result("tools/list", "").getJsonArray("tools").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("name").equals("strict"))
                .findFirst()
                .orElseThrow();

        assertThat(tool.containsKey("annotations")).isEqualTo(revision.compareTo(Revision.V2025_03_26) >= 0);
        assertThat(tool.containsKey("title")).isEqualTo(revision.compareTo(Revision.V2025_06_18) >= 0);
        assertThat(tool.containsKey("outputSchema")).isEqualTo(revision.compareTo(Revision.V2025_06_18) >= 0);
        assertThat(tool.containsKey("icons")).isEqualTo(revision.compareTo(Revision.V2025_11_25) >= 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {'id':'x'} | -",
                "application/json | {'id':5} | id: expected a string, got 5",
                "application/json | {} | id: required, but missing",
                "application/json | [] | the answer: expected an object, got an array",
                "text/plain | hello | (expected: JSON, got text/plain)",
                "text/plain | - | (expected: JSON, got an empty body)",
            })
    void holdsAnAnswerToWhatIsPromised(String type, String body, String fault) throws Exception {
        String text = body.equals("-") ? "" : body.replace('\'', '"');
        Invoker upstream = (namespace, call) -> Future.succeededFuture(Fixture.result(200, type, text));

        JsonObject result = client(upstream, Revision.V2026_07_28).result("tools/call", call("strict", ""));

        assertThat(result.getBoolean("isError", false)).isEqualTo(!fault.equals("-"));
        assertThat(result.containsKey("structuredContent")).isEqualTo(fault.equals("-"));
        assertThat(text(result)).contains(fault.equals("-") ? "x" : fault);
    }

    @Test
    void handsOnTheErrorOfAnUpstreamThatPromisesMore() throws Exception {
        Invoker upstream =
                (namespace, call) -> Future.succeededFuture(Fixture.result(422, "application/json", "{\"e\":1}"));

        JsonObject result = client(upstream, Revision.V2026_07_28).result("tools/call", call("strict", ""));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo("{\"e\":1}");
        assertThat(result.containsKey("structuredContent")).isFalse();
    }

    @Test
    void givesEveryPartOfAnAnswerABlockOfItsKind() throws Exception {
        assertThat(content("picture", Revision.V2025_11_25))
                .isEqualTo("[{\"type\":\"image\",\"data\":\"cG5n\",\"mimeType\":\"image/png\"}]");
        assertThat(content("sound", Revision.V2025_11_25))
                .isEqualTo("[{\"type\":\"audio\",\"data\":\"d2F2\",\"mimeType\":\"audio/wav\"}]");
        assertThat(content("sound", Revision.V2024_11_05))
                .isEqualTo("[{\"type\":\"resource\",\"resource\":{\"uri\":\"portolan://crm/sound/r-1\","
                        + "\"mimeType\":\"audio/wav; rate=1\",\"blob\":\"d2F2\"}}]");
        assertThat(content("located", Revision.V2025_11_25))
                .isEqualTo("[{\"type\":\"resource\",\"resource\":{\"uri\":\"crm://there\","
                        + "\"mimeType\":\"text/plain\",\"text\":\"found\"}}]");
        assertThat(content("mixed", Revision.V2025_11_25))
                .isEqualTo("[{\"type\":\"text\",\"text\":\"one\"},"
                        + "{\"type\":\"image\",\"data\":\"cG5n\",\"mimeType\":\"image/png\"},"
                        + "{\"type\":\"resource\",\"resource\":{\"uri\":\"crm://two\","
                        + "\"mimeType\":\"text/plain\",\"text\":\"two\"}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // arguments | header region | header size | header dry | code
                "'region':'eu' | eu | - | - | 0",
                "'region':'eu' | =?base64?ZXU=?= | - | - | 0",
                "'region':'eu' | =?base64?ZXU?= | - | - | -32020",
                "'region':'eu' | us | - | - | -32020",
                "'region':'eu' | EU | - | - | -32020",
                "'region':'eu' | - | - | - | -32020",
                "'region':'日本' | =?base64?5pel5pys?= | - | - | 0",
                "'region':null | - | - | - | 0",
                "'region':null | eu | - | - | -32020",
                "'dry':true | eu | - | true | -32020",
                "'size':7 | - | 7 | - | 0",
                "'size':7 | - | 7.0 | - | 0",
                "'size':7.0 | - | 7 | - | 0",
                "'size':7 | - | =?base64?Nw==?= | - | 0",
                "'size':7 | - | 8 | - | -32020",
                "'size':7 | - | seven | - | -32020",
                "'size':7 | - | 7e0 | - | 0",
                "'size':7 | - | - | - | -32020",
                "'size':'7' | - | 9 | - | 0",
                "'dry':true | - | - | true | 0",
                "'dry':true | - | - | True | -32020",
                "'dry':false | - | - | true | -32020",
            })
    void holdsArgumentsAgainstTheHeadersThatRepeatThem(
            String arguments, String region, String size, String dry, int code) throws Exception {
        Reply reply = reply(arguments, Map.of("region", region, "size", size, "dry", dry));

        JsonObject error = reply.json().toJsonObject().getJsonObject("error", new JsonObject().put("code", 0));
        assertThat(error.getInteger("code")).as(error.encode()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(code == 0 ? 200 : 400);
    }

    @Test
    void asksNoHeadersWhereTheTransportHasNone() throws Exception {
        McpAction action = Fixture.methods(FullEndpoint.ENDPOINT, FullEndpoint.UPSTREAM)
                .handle(client(Revision.V2026_07_28).message("tools/call", call("strict", "'region':'eu'")), null);

        assertThat(Client.reply(action).json().toJsonObject().containsKey("result"))
                .isTrue();
    }

    private static Reply reply(String arguments, Map<String, String> sent) throws Exception {
        McpHeaders headers = new McpHeaders("2026-07-28", "tools/call", "strict", null, null, name -> {
            String value = sent.get(name.toLowerCase(Locale.ROOT));
            return value == null || value.equals("-") ? null : value;
        });
        return Client.reply(Fixture.methods(FullEndpoint.ENDPOINT, FullEndpoint.UPSTREAM)
                .handle(client(Revision.V2026_07_28).message("tools/call", call("strict", arguments)), headers));
    }

    private static String content(String tool, Revision revision) throws Exception {
        JsonArray content =
                client(revision).result("tools/call", call(tool, "")).getJsonArray("content");
        return content.encode();
    }

    private static String call(String tool, String arguments) {
        return "'name':'" + tool + "','arguments':{" + arguments + "}";
    }

    private static Client client(Revision revision) {
        return client(FullEndpoint.UPSTREAM, revision);
    }

    private static Client client(Invoker upstream, Revision revision) {
        return Client.of(FullEndpoint.ENDPOINT, upstream, PortolanOptions.defaults(), revision);
    }

    private static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }
}
