package io.portolan.mcp.answer;

import static io.portolan.mcp.Fixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Result;
import io.portolan.mcp.Fixture;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Mark;
import io.portolan.mcp.part.Rest;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallReplyTest {

    private static final EndpointDocuments DOCUMENTS = new EndpointDocuments(Fixture.ENDPOINT, false, Fixture.STYLE);
    private static final Budget BUDGET = new Budget(4096, 1 << 20, new Nowhere());

    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"crm\",\"version\":\"1.2.3\"}}";

    @Test
    void putsJsonIntoTextAndIntoStructuredContentVerbatim() {
        Reply reply = reply(Revision.V2026_07_28)
                .result(result(200, "application/json", "{ \"id\" : 1e400,\n\"é\":\"a\\\\\\\"b\" }"), "r");

        assertThat(reply)
                .isEqualTo(new Reply(
                        200,
                        Buffer.buffer(
                                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
                                        + "\"{ \\\"id\\\" : 1e400,\\n\\\"é\\\":\\\"a\\\\\\\\\\\\\\\"b\\\" }\"}],"
                                        + "\"structuredContent\":{ \"id\" : 1e400,\n\"é\":\"a\\\\\\\"b\" },"
                                        + "\"resultType\":\"complete\"," + META + "}}")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // revision, object, array, scalar
                "V2024_11_05, false, false, false",
                "V2025_03_26, false, false, false",
                "V2025_06_18, true, false, false",
                "V2025_11_25, true, false, false",
                "V2026_07_28, true, true, true",
            })
    void givesEachRevisionTheStructuredContentItKnows(
            Revision revision, boolean object, boolean array, boolean scalar) {
        assertThat(structured(revision, "{\"a\":1}")).as("object").isEqualTo(object);
        assertThat(structured(revision, " {} ")).as("object with space").isEqualTo(object);
        assertThat(structured(revision, "[{\"a\":1}]")).as("array").isEqualTo(array);
        assertThat(structured(revision, "17")).as("scalar").isEqualTo(scalar);
        assertThat(structured(revision, "null")).as("null").isEqualTo(scalar);
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void keepsNewerMembersFromOlderRevisions(Revision revision) {
        JsonObject result = json(reply(revision).result(result(200, "application/json", "{}"), "r"));

        assertThat(result.containsKey("resultType")).isEqualTo(revision.modern());
        assertThat(result.containsKey("_meta")).isEqualTo(revision.modern());
        assertThat(result.containsKey("isError")).isFalse();
        assertThat(result.getJsonArray("content")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":}", "{\"a\":1} {}", "<html>", "{\"a\":1", "\u0001"})
    void takesBrokenJsonForText(String body) {
        JsonObject result = json(reply(Revision.V2026_07_28).result(result(200, "application/json", body), "r"));

        assertThat(result.containsKey("structuredContent")).isFalse();
        assertThat(text(result)).isEqualTo(body);
    }

    @Test
    void takesJsonThatIsNotUtf8ForText() {
        Buffer body = Buffer.buffer("{\"a\":\"").appendByte((byte) 0xe9).appendString("\"}");

        JsonObject result = json(reply(Revision.V2026_07_28)
                .result(new Result(200, "application/json", List.of(), new Body.Whole(body)), "r"));

        assertThat(result.containsKey("structuredContent")).isFalse();
        assertThat(text(result)).isEqualTo("{\"a\":\"\ufffd\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html; charset=utf-8",
                "application/xml",
                "application/atom+xml",
                "text/csv;charset=\"UTF-8\""
            })
    void givesOtherTextAsText(String type) {
        String body = "tab\t quote\" back\\slash\r\n\u0000\u001f\u007f\u2028 é 😀";

        JsonObject result = json(reply(Revision.V2025_11_25).result(result(200, type, body), "r"));

        assertThat(text(result)).isEqualTo(body);
        assertThat(result.fieldNames()).containsExactly("content");
    }

    @Test
    void readsTheCharsetOfText() {
        Buffer latin = Buffer.buffer("naïve".getBytes(StandardCharsets.ISO_8859_1));

        JsonObject result = json(reply(Revision.V2025_11_25)
                .result(new Result(200, "text/plain; charset=ISO-8859-1", List.of(), new Body.Whole(latin)), "r"));

        assertThat(text(result)).isEqualTo("naïve");
    }

    @Test
    void givesBinaryAsAnEmbeddedResource() {
        Buffer bytes = Buffer.buffer(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});

        JsonObject result = json(reply(Revision.V2026_07_28)
                .result(new Result(200, "application/zip", List.of(), new Body.Whole(bytes)), "r-1"));

        assertThat(result.getJsonArray("content").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("type", "resource")
                        .put(
                                "resource",
                                new JsonObject()
                                        .put("uri", "portolan://crm/get-batch/r-1")
                                        .put("mimeType", "application/zip")
                                        .put("blob", "iVBORwD/")));
    }

    @Test
    void looksAtTheBytesWhereThereIsNoMediaType() {
        Buffer binary = Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(text(json(reply(Revision.V2026_07_28).result(result(200, null, "plain"), "r"))))
                .isEqualTo("plain");
        assertThat(json(reply(Revision.V2026_07_28)
                                .result(new Result(200, null, List.of(), new Body.Whole(binary)), "r"))
                        .encode())
                .contains("\"mimeType\":\"application/octet-stream\",\"blob\":\"//4=\"");
    }

    @Test
    void givesNothingForAnEmptyAnswer() {
        JsonObject result = json(reply(Revision.V2025_11_25).result(result(204, null, ""), "r"));

        assertThat(result.encode()).isEqualTo("{\"content\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500, 503})
    void callsARefusalOfTheUpstreamAnErrorAndKeepsItsWords(int status) {
        JsonObject result = json(
                reply(Revision.V2026_07_28).result(result(status, "application/json", "{\"error\":\"why\"}"), "r"));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo("{\"error\":\"why\"}");
    }

    @Test
    void saysTheStatusOfARefusalWithoutWords() {
        JsonObject result = json(reply(Revision.V2026_07_28).result(result(502, null, ""), "r"));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo("the upstream answered 502 with an empty body");
    }

    @Test
    void tellsTheModelWhyACallFailed() {
        Failure failure = new Failure(
                Kind.INVALID_INPUT,
                "the input does not fit",
                new Details(
                        null, null, List.of(new FieldError("argument", "limit", "too large (expected: at most 100)"))));

        JsonObject result = json(reply(Revision.V2025_06_18).failure(failure));

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(text(result)).isEqualTo("the input does not fit\n- limit: too large (expected: at most 100)");
    }

    @Test
    void tellsTheModelWhenToComeBack() {
        Failure failure = new Failure(Kind.OVERLOADED, "too many calls", new Details(null, 1500L, List.of()));

        assertThat(text(json(reply(Revision.V2025_06_18).failure(failure))))
                .isEqualTo("too many calls\nretry after 1500 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT, 400, true",
        "NOT_FOUND, 404, true",
        "UPSTREAM_UNREACHABLE, 502, true",
        "UPSTREAM_BROKEN, 502, true",
        "TOO_LARGE, 502, true",
        "TIMEOUT, 504, true",
        "OVERLOADED, 503, true",
        "UNAVAILABLE, 503, true",
        "INTERNAL, 500, false",
    })
    void mapsEachKindOfFailure(Kind kind, int status, boolean toolError) {
        Failure failure = new Failure(kind, "why");

        Reply reply = reply(Revision.V2026_07_28).failure(failure);

        assertThat(McpFailures.status(failure)).isEqualTo(status);
        assertThat(reply.status()).isEqualTo(200);
        JsonObject json = reply.json().toJsonObject();
        if (toolError) {
            assertThat(text(json.getJsonObject("result"))).isEqualTo("why");
        } else {
            assertThat(json.getJsonObject("error"))
                    .isEqualTo(new JsonObject().put("code", -32603).put("message", "why"));
        }
    }

    private static boolean structured(Revision revision, String body) {
        Buffer json = reply(revision)
                .result(result(200, "application/json", body), "r")
                .json();
        boolean there = json.toJsonObject().getJsonObject("result").containsKey("structuredContent");
        if (there) {
            assertThat(json.toString()).contains("\"structuredContent\":" + body);
        }
        return there;
    }

    private static CallReply reply(Revision revision) {
        return new CallReply(Buffer.buffer("\"x\""), revision, DOCUMENTS, Fixture.GET_BATCH, null, BUDGET);
    }

    private static JsonObject json(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        JsonObject json = reply.json().toJsonObject();
        assertThat(json.getString("id")).isEqualTo("x");
        return json.getJsonObject("result");
    }

    private static String text(JsonObject result) {
        JsonObject block = result.getJsonArray("content").getJsonObject(0);
        assertThat(block.getString("type")).isEqualTo("text");
        return block.getString("text");
    }

    /** Says where a rest would be. */
    private static final class Nowhere implements Rest {

        @Override
        public boolean asksAgain() {
            return true;
        }

        @Override
        public String again(Mark mark) {
            return "portolan://rest/" + mark.at();
        }

        @Override
        public @Nullable String kept(List<Buffer> parts, Mark mark) {
            return null;
        }
    }
}
