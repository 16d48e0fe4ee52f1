package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Adapters keep flows of their own under {@code rest.} and {@code mcp.}, which files may claim for an API as well. */
@ExtendWith(VertxExtension.class)
final class NamespaceClashTest {

    /** Exposes flows of several steps in front of the API {@code @API@}. */
    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Clash}
            capability:
              consumes:
              - type: http
                namespace: @API@
                baseUri: http://127.0.0.1:@PORT@/@API@
                resources:
                - name: things
                  path: /things
                  operations: [{name: list, method: GET}]
              exposes:
              - type: rest
                namespace: @NAME@
                port: 8080
                resources:
                - path: /steps
                  operations: [{name: list, method: GET, steps: [{name: one, type: call, call: @API@.list}]}]
              - type: mcp
                namespace: @NAME@
                port: 9090
                tools:
                - {name: @NAME@-list, description: L, steps: [{name: one, type: call, call: @API@.list}]}
            """;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private FakeUpstream upstream;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx)
                .answers((request, response) -> response.putHeader("content-type", "application/json")
                        .end(new JsonObject().put("asked", request.uri()).toBuffer()));
    }

    @Test
    void servesAnApiThatIsCalledAsItsOwnAdapterIsInside() throws IOException {
        write("one", "rest.one");

        RunningPortolan portolan = RunningPortolan.serve(vertx, folder);

        assertThat(portolan.portolan().problems()).noneMatch(line -> line.contains("is taken"));
        servesBothWays(portolan, "one", "rest.one");
        answersOnTheBus("rest.one", "/rest.one/things");
    }

    @Test
    void servesTheApiOfALaterFileUnderAnotherName() throws IOException {
        write("one", "shop");
        write("two", "rest.one");
        write("twx", "mcp.one");

        RunningPortolan portolan = RunningPortolan.serve(vertx, folder);

        assertThat(taken(portolan))
                .containsExactly(
                        folder.resolve("two.yaml")
                                + ":6:16: warning: capability.consumes[0].namespace: namespace 'rest.one' is taken; it is served as"
                                + " 'rest.one-2'",
                        folder.resolve("twx.yaml")
                                + ":6:16: warning: capability.consumes[0].namespace: namespace 'mcp.one' is taken; it is served as"
                                + " 'mcp.one-2'");
        servesBothWays(portolan, "one", "shop");
        servesBothWays(portolan, "two", "rest.one");
        servesBothWays(portolan, "twx", "mcp.one");
        answersOnTheBus("rest.one-2", "/rest.one/things");
    }

    private void servesBothWays(RunningPortolan portolan, String adapter, String api) {
        String expected = "{\"asked\":\"/" + api + "/things\"}";

        assertThat(portolan.get("/" + adapter + "/steps").bodyAsString()).isEqualTo(expected);
        assertThat(portolan.call("/mcp/" + adapter, adapter + "-list", "{}")
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("text"))
                .isEqualTo(expected);
    }

    private void answersOnTheBus(String namespace, String asked) {
        Message<JsonObject> answer =
                RunningPortolan.await(vertx.eventBus().request("capability." + namespace + ".list", new JsonObject()));

        assertThat(answer.body().getString("asked")).isEqualTo(asked);
    }

    private static List<String> taken(RunningPortolan portolan) {
        return portolan.portolan().problems().stream()
                .filter(line -> line.contains("is taken"))
                .toList();
    }

    private void write(String name, String api) throws IOException {
        String text =
                FILE.replace("@API@", api).replace("@NAME@", name).replace("@PORT@", Integer.toString(upstream.port()));
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }
}
