package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class McpFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final String SPICE = "{}[]\",:\\0123456789eE+-.truefalsn \n\t\u0000\u00e9";

    private final McpMethods methods = Fixture.methods();

    @Test
    void answersWhateverIsSent() {
        long seed = 20260728L;
        Random random = new Random(seed);
        Buffer valid = Fixture.modern(
                "tools/call",
                "\"name\":\"create-batch\"",
                "\"arguments\":{\"label\":\"ü\\u00e9\",\"limit\":10,\"tags\":[1,{\"a\":null}],\"body\":{\"a\":1e400}}");
        McpHeaders headers = Fixture.modernHeaders("tools/call", "create-batch");

        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(valid.getBytes(), random);
            try {
                check(methods.handle(Buffer.buffer(mutated), headers));
            } catch (RuntimeException | AssertionError e) {
                String message = new String(mutated, StandardCharsets.UTF_8);
                throw new AssertionError("seed " + seed + ", round " + round + ": " + message, e);
            }
        }
    }

    private static void check(McpAction action) {
        if (action instanceof McpAction.Answer(Reply reply)) {
            JsonObject json = reply.json().toJsonObject();
            assertThat(json.getString("jsonrpc")).isEqualTo("2.0");
            assertThat(json.containsKey("result") ^ json.containsKey("error")).isTrue();
            assertThat(reply.status()).isIn(200, 400, 404);
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes;
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(mutated.length);
            mutated = switch (random.nextInt(4)) {
                case 0 -> splice(mutated, at, 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> splice(mutated, at, 0, new byte[] {(byte) SPICE.charAt(random.nextInt(SPICE.length()))});
                case 2 -> splice(mutated, at, Math.min(mutated.length - at, 1 + random.nextInt(8)), new byte[0]);
                default -> splice(mutated, at, 0, Arrays.copyOfRange(bytes, 0, random.nextInt(bytes.length)));
            };
            if (mutated.length == 0) {
                return mutated;
            }
        }
        return mutated;
    }

    private static byte[] splice(byte[] bytes, int at, int drop, byte[] insert) {
        return Buffer.buffer(bytes.length + insert.length)
                .appendBytes(bytes, 0, at)
                .appendBytes(insert)
                .appendBytes(bytes, at + drop, bytes.length - at - drop)
                .getBytes();
    }
}
