package io.portolan.mcp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many calls at once, answered out of order: none is lost, and none gets the answer of another. */
@ExtendWith(VertxExtension.class)
final class McpConcurrencyTest {

    private static final int TOOLS = 10_000;
    private static final int FILES = 10;
    private static final int IN_FLIGHT = 64;

    @Test
    void answersEachOfTenThousandToolsToTheOneWhoCalledIt(Vertx vertx, @TempDir Path folder) throws Exception {
        FakeUpstream upstream = FakeUpstream.start(vertx).forgets().answers((request, response) -> {
            String answer = new JsonObject().put("asked", request.uri()).encode();
            boolean slow = request.uri().hashCode() % 7 == 0; // so that others overtake it
            (slow ? vertx.timer(3) : Future.succeededFuture())
                    .onSuccess(now -> response.putHeader("content-type", "application/json")
                            .end(answer));
        });
        for (int file = 0; file < FILES; file++) {
            Files.writeString(folder.resolve("echo" + file + ".yaml"), capability(file, upstream.port()));
        }
        int port = RunningPortolan.serve(vertx, folder).port(Listener.Kind.MCP);
        List<Caller> callers = List.of(new Caller("a", port), new Caller("b", port));

        Vertx elsewhere = Vertx.vertx();
        try {
            vertx.deployVerticle(callers.getFirst()).await(10, SECONDS);
            elsewhere.deployVerticle(callers.getLast()).await(10, SECONDS);

            for (Caller caller : callers) {
                assertThat(caller.done.future().await(60, SECONDS)).isEqualTo(TOOLS);
                assertThat(caller.wrong).isEmpty();
            }
        } finally {
            elsewhere.close().await(10, SECONDS);
        }
        assertThat(callers.getFirst().loop).isNotSameAs(callers.getLast().loop);
    }

    private static String capability(int file, int port) {
        StringBuilder text = new StringBuilder(
                """
                naftiko: 1.0.0-alpha2
                info: {label: Echo}
                capability:
                  consumes:
                  - type: http
                    namespace: echo@FILE@
                    baseUri: http://127.0.0.1:@PORT@
                    resources:
                    - name: echo
                      path: /{tool}/{who}
                      operations:
                      - {name: echo, method: GET, inputParameters: [{name: tool, in: path}, {name: who, in: path}]}
                  exposes:
                  - type: mcp
                    namespace: tools@FILE@
                    port: 9090
                    tools:
                """.replace("@FILE@", Integer.toString(file)).replace("@PORT@", Integer.toString(port)));
        for (int number = file; number < TOOLS; number += FILES) {
            text.append("    - {name: tool-%d, description: Echoes., call: echo%d.echo, with: {tool: t%d}}%n"
                    .formatted(number, file, number));
        }
        return text.toString();
    }

    /** A client on an event loop of its own that calls every tool once. */
    private static final class Caller extends AbstractVerticle {

        private final String name;
        private final int port;
        private final Set<String> wrong = new HashSet<>();
        private final Promise<Integer> done = Promise.promise();
        private volatile Thread loop;
        private WebClient client;
        private int next;
        private int answered;

        private Caller(String name, int port) {
            this.name = name;
            this.port = port;
        }

        @Override
        public void start() {
            loop = Thread.currentThread();
            client = WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(IN_FLIGHT));
            for (int lane = 0; lane < IN_FLIGHT; lane++) {
                call();
            }
        }

        private void call() {
            if (next == TOOLS) {
                return;
            }
            int number = next++;
            client.post(port, "127.0.0.1", "/mcp")
                    .putHeader("content-type", "application/json")
                    .putHeader("mcp-protocol-version", "2026-07-28")
                    .putHeader("mcp-method", "tools/call")
                    .putHeader("mcp-name", "tool-" + number)
                    .sendBuffer(message(number))
                    .onComplete(response -> check(number, response), lost -> check(number, null));
        }

        private Buffer message(int number) {
            return Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":\"" + name + number + "\",\"method\":\"tools/call\","
                    + "\"params\":{" + Fixture.META + ",\"name\":\"tool-" + number + "\",\"arguments\":{\"who\":\""
                    + name + number + "\"}}}");
        }

        private void check(int number, HttpResponse<Buffer> response) {
            JsonObject answer = response == null ? new JsonObject() : response.bodyAsJsonObject();
            JsonObject expected = new JsonObject().put("asked", "/t" + number + "/" + name + number);
            JsonObject result = answer.getJsonObject("result", new JsonObject());
            if (!(name + number).equals(answer.getValue("id"))
                    || !expected.equals(result.getJsonObject("structuredContent"))) {
                wrong.add(number + ": " + answer.encode());
            }
            answered++;
            if (answered == TOOLS) {
                done.complete(answered);
            }
            call();
        }
    }
}
