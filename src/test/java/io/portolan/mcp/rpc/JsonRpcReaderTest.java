package io.portolan.mcp.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portolan.format.JsonSyntax.Kind;
import io.portolan.mcp.rpc.JsonRpcMessage.Notification;
import io.portolan.mcp.rpc.JsonRpcMessage.Request;
import io.portolan.mcp.rpc.JsonRpcMessage.Unreadable;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRpcReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{ \"a\" : 1e400 , \"a\" : 2 }",
                "{\"z\":[1,  2],\"a\":{\"é\":\"\\u00e9ü\\n\"}}",
                "[ ]",
                "[\"😀\", null, true]",
                "1e400",
                "-0.10",
                "123456789012345678901234567890",
                "true",
                "null",
                "\"\"",
                "\"\\\"}\\\\\"",
                "\"ünï 😀 \\ud83d\\ude00\"",
            })
    void keepsEachArgumentExactlyAsItWasWritten(String value) {
        Request request =
                request("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"ä\":\"ö\",\"arguments\":{"
                        + " \"n\\u00e4me\" :\t" + value + "\n, \"next\":" + value + "} } }");

        assertThat(request.params().argumentMembers())
                .extracting(JsonMember::name, member -> member.bytes().toString())
                .containsExactly(tuple("näme", value), tuple("next", value));
    }

    @Test
    void unescapesStringsAndKeepsTheSpellingOfNumbers() {
        Request request = request(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"arguments\":{\"s\":\"a\\n\\u00e9😀\",\"n\":1.50E+2,"
                        + "\"b\":false,\"z\":null,\"o\":{}}}}");

        assertThat(request.params().argumentMembers())
                .extracting(JsonMember::kind, JsonMember::text)
                .containsExactly(
                        tuple(Kind.STRING, "a\né😀"),
                        tuple(Kind.NUMBER, "1.50E+2"),
                        tuple(Kind.BOOLEAN, "false"),
                        tuple(Kind.NULL, null),
                        tuple(Kind.OBJECT, null));
    }

    @Test
    void readsMembersInAnyOrder() {
        Request request = request(
                "{\"params\":{\"arguments\":{\"a\":1},\"_meta\":{\"k\":\"v\"},\"name\":\"t\"},\"method\":\"m\",\"id\":\"x\",\"jsonrpc\":\"2.0\"}");

        assertThat(request.method()).isEqualTo("m");
        assertThat(request.id()).hasToString("\"x\"");
        assertThat(request.params().member("name").string()).isEqualTo("t");
        assertThat(request.params().metaMember("k").string()).isEqualTo("v");
        assertThat(request.params().arguments().bytes()).hasToString("{\"a\":1}");
    }

    @Test
    void takesTheLastOfAMemberThatIsGivenTwice() {
        Request request = request(
                "{\"jsonrpc\":\"1.0\",\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"m\",\"params\":[],\"params\":{\"name\":\"a\","
                        + "\"arguments\":3,\"arguments\":{\"k\":1},\"_meta\":{\"k\":\"a\",\"k\":\"b\"},\"name\":\"b\"}}");

        assertThat(request.id()).hasToString("2");
        assertThat(request.params().member("name").string()).isEqualTo("b");
        assertThat(request.params().metaMember("k").string()).isEqualTo("b");
        assertThat(request.params().argumentMembers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "-7", "0", "1.0", "12345678901234567890123", "\"a\"", "\"\"", "\"\\u0061\\\"\"", "\"é\""})
    void echoesTheIdInItsOwnSpelling(String id) {
        assertThat(request("{\"id\": " + id + " ,\"jsonrpc\":\"2.0\",\"method\":\"m\"}")
                        .id())
                .hasToString(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|-32700",
                "'  '|-32700",
                "{|-32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"|-32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}{}|-32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",}|-32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"arguments\":{\"a\":01}}}|-32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"arguments\":{\"a\":NaN}}}|-32700",
                "[|-32700",
                "nonsense|-32700",
                "[]|-32600",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}]|-32600",
                "\"text\"|-32600",
                "17|-32600",
                "null|-32600",
                "{}|-32600",
                "{\"id\":1,\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"m\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":[1]}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":null}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1}}|-32600",
            })
    void refusesWhatIsNotOneRequestOrNotification(String body, int code) {
        Unreadable unreadable = (Unreadable) JsonRpcReader.read(Buffer.buffer(body));

        assertThat(unreadable.error().code()).isEqualTo(code);
        assertThat(unreadable.error().status()).isEqualTo(400);
    }

    @Test
    void givesTheIdOfARefusedMessageWhereItCouldBeRead() {
        assertThat(unreadable("{\"jsonrpc\":\"2.0\",\"params\":[],\"method\":\"m\",\"id\":9}")
                        .id())
                .hasToString("9");
        assertThat(unreadable("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":null}")
                        .id())
                .isNull();
        assertThat(unreadable("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":9").id())
                .isNull();
    }

    @Test
    void takesAMessageWithoutIdForANotification() {
        assertThat(JsonRpcReader.read(Buffer.buffer("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")))
                .isEqualTo(new Notification("notifications/initialized", JsonRpcMessage.Params.NONE));
    }

    @Test
    void boundsTheDepth() {
        String within = "[".repeat(61) + "]".repeat(61);
        String beyond = "[".repeat(62) + "]".repeat(62);

        assertThat(request(withArgument(within)).params().argumentMembers()).hasSize(1);
        assertThat(unreadable(withArgument(beyond)).error().code()).isEqualTo(-32600);
    }

    @Test
    void boundsTheMembersThatAreKept() {
        String many = "\"a\":1,".repeat(1024) + "\"b\":1";

        assertThat(unreadable("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"arguments\":{" + many
                                + "}}}")
                        .error()
                        .code())
                .isEqualTo(-32600);
    }

    @Test
    void takesUtf8Only() {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}";

        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(JsonRpcReader.read(Buffer.buffer(message.getBytes(charset))))
                    .as(charset.name())
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            it -> assertThat(it.error().code()).isEqualTo(-32700));
        }
        assertThat(JsonRpcReader.read(Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"")
                        .appendByte((byte) 0xff)
                        .appendString("\"}")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void repeatsNothingOfABrokenBodyInTheError() {
        assertThat(unreadable("{\"token\": s3cret}").error().message())
                .isEqualTo("the body is not JSON: unexpected text near byte 17");
    }

    private static String withArgument(String value) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"arguments\":{\"a\":" + value + "}}}";
    }

    private static Request request(String body) {
        return (Request) JsonRpcReader.read(Buffer.buffer(body));
    }

    private static Unreadable unreadable(String body) {
        return (Unreadable) JsonRpcReader.read(Buffer.buffer(body));
    }
}
