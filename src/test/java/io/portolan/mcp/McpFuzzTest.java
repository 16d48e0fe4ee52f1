package io.portolan.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.McpMethods;
import io.portolan.mcp.server.Serving;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;
import io.portolan.testing.LiveHeap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is sent is answered, and forgotten. The system property {@code portolan.fuzz} says how often it is tried. */
@ExtendWith(VertxExtension.class)
final class McpFuzzTest {

    private static final int ROUNDS = Integer.getInteger("portolan.fuzz", 20_000);
    private static final long SEED = 20260728L;
    private static final long GROWTH = 16L * 1024 * 1024;
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final String SPICE = "{}[]\",:\\0123456789eE+-.truefalsn/%.. \n\t\u0000\u00e9";

    /** Method, the value that {@code Mcp-Name} repeats, and params. */
    private static final List<List<String>> SEEDS = List.of(
            List.of("server/discover", "-", "\"x\":1"),
            List.of("tools/list", "-", "\"cursor\":\"\""),
            List.of(
                    "tools/call",
                    "strict",
                    "\"name\":\"strict\",\"arguments\":{\"region\":\"eu\",\"size\":10,\"dry\":true}"),
            List.of(
                    "tools/call",
                    "get-batch",
                    "\"name\":\"get-batch\",\"arguments\":{\"batch_id\":\"ü\\u00e9 1e400\"}"),
            List.of("tools/call", "mixed", "\"name\":\"mixed\""),
            List.of("resources/list", "-", "\"cursor\":\"AAAAAQ\""),
            List.of("resources/templates/list", "-", "\"cursor\":null"),
            List.of("resources/read", "docs://files/readme.md", "\"uri\":\"docs://files/readme.md\""),
            List.of("resources/read", "crm://batches/b%201/data", "\"uri\":\"crm://batches/b%201/data\""),
            List.of("resources/subscribe", "-", "\"uri\":\"crm://latest\""),
            List.of("prompts/list", "-", "\"x\":{\"a\":[1,{\"a\":null}]}"),
            List.of("prompts/get", "trip", "\"name\":\"trip\",\"arguments\":{\"city\":\"{{days}}\",\"days\":\"3\"}"),
            List.of("prompts/get", "file", "\"name\":\"file\",\"arguments\":{\"city\":\"x\"}"),
            List.of(
                    "subscriptions/listen",
                    "-",
                    "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"crm://latest\"]}"),
            List.of(
                    "completion/complete",
                    "-",
                    "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"trip\"},\"argument\":{\"name\":\"city\",\"value\":\"B\"}"));

    private final Random random = new Random(SEED);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private McpMethods methods;

    @BeforeEach
    void serve(Vertx vertx) {
        Serving serving =
                Fixture.serving(vertx, PortolanOptions.defaults(), FullEndpoint.UPSTREAM, new CallRecorder(meters));
        methods = new McpMethods(FullEndpoint.ENDPOINT, false, serving);
    }

    /** The first quarter fills what is made once. */
    @Test
    void answersWhateverIsSentAndKeepsNothingOfIt() {
        send(0, ROUNDS / 4);
        long before = LiveHeap.bytes();
        send(ROUNDS / 4, ROUNDS);
        long after = LiveHeap.bytes();

        System.out.printf(
                "fuzz: %d messages; live heap %.1f MiB after a quarter, %.1f MiB after all%n",
                ROUNDS, before / 1048576.0, after / 1048576.0);
        assertThat(after).isLessThan(before + GROWTH);
        assertThat(meters.get("portolan.inflight").gauge().value()).isZero();
        assertThat(meters.get("portolan.calls").timers()).isNotEmpty();
    }

    private void send(int from, int to) {
        for (int round = from; round < to; round++) {
            List<String> chosen = SEEDS.get(round % SEEDS.size());
            boolean modern = random.nextInt(4) > 0;
            Buffer valid = modern
                    ? Fixture.modern(chosen.get(0), chosen.get(2))
                    : Fixture.legacy(chosen.get(0), chosen.get(2));
            McpHeaders headers = modern ? headers(chosen) : Fixture.legacyHeaders("2025-11-25");
            byte[] mutated = mutate(valid.getBytes());
            try {
                check(mutated, headers);
            } catch (Exception | AssertionError e) {
                String message = new String(mutated, StandardCharsets.UTF_8);
                throw new AssertionError("seed " + SEED + ", round " + round + ": " + message, e);
            }
        }
    }

    private static McpHeaders headers(List<String> seed) {
        String name = seed.get(1).equals("-") ? null : seed.get(1);
        return new McpHeaders("2026-07-28", seed.get(0), name, null, null, header -> switch (header) {
            case "Region" -> "eu";
            case "Size" -> "10";
            default -> "true";
        });
    }

    private void check(byte[] message, McpHeaders headers) throws Exception {
        long begun = System.nanoTime();
        McpAction action = methods.handle(Buffer.buffer(message), headers);
        Reply reply = Client.reply(action);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLOW);
        assertThat(reply.status()).isIn(200, 202, 400, 404);
        if (reply.status() != 202) {
            String text = reply.json().toString();
            JsonObject json = new JsonObject(text);
            assertThat(json.getString("jsonrpc")).isEqualTo("2.0");
            if (!(action instanceof McpAction.Listen)) {
                assertThat(json.containsKey("result") ^ json.containsKey("error"))
                        .isTrue();
            }
            assertThat(text).doesNotContain("Exception", "\tat ", ".java");
            assertThat(text.length()).isLessThan(20_000);
        }
    }

    private byte[] mutate(byte[] bytes) {
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
