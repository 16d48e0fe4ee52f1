package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.ReloadReport;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A schema beside a capability file decides what an answer means, as much as the file itself does. */
@ExtendWith(VertxExtension.class)
final class SchemaReloadTest {

    private static final Pattern SHAPED = Pattern.compile("flow ship @(\\w+)\\n(?: {4}.*\\n)* {4}answer avro");

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Ships}
            capability:
              consumes:
              - type: http
                namespace: fleet
                baseUri: http://127.0.0.1:@PORT@
                resources:
                - name: ships
                  path: /ship
                  operations: [{name: ship, method: GET, outputRawFormat: avro, outputSchema: ship.avsc}]
              exposes:
              - type: rest
                namespace: fleet-rest
                port: 8080
                resources:
                - path: /ship
                  operations:
                  - name: ship
                    method: GET
                    call: fleet.ship
                    outputParameters: [{name: imo, type: number, mapping: $.imo}, {name: title, type: string, mapping: $.name}]
            """;

    private static final String BEFORE = "{\"type\":\"record\",\"name\":\"Ship\",\"fields\":["
            + "{\"name\":\"imo\",\"type\":\"long\"},{\"name\":\"name\",\"type\":\"string\"}]}";
    private static final String AFTER = BEFORE.replace("\"imo\"", "\"number\"");

    @TempDir
    private Path folder;

    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx)
                .answers((request, response) -> response.putHeader("content-type", "application/octet-stream")
                        .end(Buffer.buffer(Base64.getDecoder().decode("EgxOZXB0dW4="))));
        Files.writeString(folder.resolve("fleet.yaml"), FILE.replace("@PORT@", Integer.toString(upstream.port())));
        Files.writeString(folder.resolve("ship.avsc"), BEFORE);
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @Test
    void shapesByTheNewSchemaUnderANewDigest() throws IOException {
        String digest = digest();
        assertThat(portolan.get("/ship").bodyAsString()).isEqualTo("{\"imo\":9,\"title\":\"Neptun\"}");
        Files.writeString(folder.resolve("ship.avsc"), AFTER);

        ReloadReport report = RunningPortolan.await(portolan.portolan().reload());

        assertThat(report.taken()).isTrue();
        assertThat(report.namespaces().changed()).contains("fleet");
        assertThat(digest()).isNotEqualTo(digest);
        assertThat(portolan.get("/ship").bodyAsString()).isEqualTo("{\"title\":\"Neptun\"}");
    }

    @Test
    void keepsTheDigestWhileTheSchemaSaysTheSame() throws IOException {
        String digest = digest();
        Files.writeString(folder.resolve("ship.avsc"), BEFORE);

        ReloadReport report = RunningPortolan.await(portolan.portolan().reload());

        assertThat(report.namespaces().none()).isTrue();
        assertThat(digest()).isEqualTo(digest);
    }

    @Test
    void servesNothingOfASchemaThatIsGoneUntilItIsBack() throws IOException {
        String digest = digest();
        Files.delete(folder.resolve("ship.avsc"));

        RunningPortolan.await(portolan.portolan().reload());

        assertThat(digest()).isNotEqualTo(digest);
        assertThat(portolan.get("/ship").statusCode()).isEqualTo(503);

        Files.writeString(folder.resolve("ship.avsc"), BEFORE);
        RunningPortolan.await(portolan.portolan().reload());

        assertThat(digest()).isEqualTo(digest);
        assertThat(portolan.get("/ship").statusCode()).isEqualTo(200);
    }

    @Test
    void listsTheSchemaAmongTheFilesThatAReloadReads() {
        List<String> paths =
                portolan.portolan().sources().stream().map(Path::toString).toList();

        assertThat(paths).anyMatch(path -> path.endsWith("ship.avsc"));
    }

    private String digest() {
        return SHAPED.matcher(portolan.portolan().explain())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
