package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reaches the API for each way in which files spell its authentication. */
@ExtendWith(VertxExtension.class)
final class CredentialSpellingsTest {

    private static final Map<String, String> KEYS = Map.of("KEY", "s3cret", "USER", "ann", "PASS", "p:w", "EMPTY", "");

    @TempDir
    Path folder;

    /** @param sent header lines as {@code name: value}, or {@code ?} and the query */
    record Row(String block, List<String> sent) {

        @Override
        public String toString() {
            return block;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream table = CredentialSpellingsTest.class.getResourceAsStream("credentials.txt")) {
            List<Row> rows = new ArrayList<>();
            List<String> sent = new ArrayList<>();
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("  -> ")) {
                    sent.add(line.substring("  -> ".length()));
                } else if (!line.startsWith("#")) {
                    sent = new ArrayList<>();
                    rows.add(new Row(line, sent));
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsWhatTheFileMeans(Row row, Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(folder, upstream.port(), row.block(), "");

        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
        assertThat(portolan.portolan().problems()).noneMatch(problem -> problem.contains("error"));
        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);

        FakeUpstream.Received received = upstream.only();
        String query = received.uri().replaceFirst("^/items", "");
        assertThat(query)
                .isEqualTo(row.sent().stream()
                        .filter(sent -> sent.startsWith("?"))
                        .findFirst()
                        .orElse(""));
        for (String sent : row.sent()) {
            if (!sent.startsWith("?")) {
                String[] header = sent.split(": ", 2);
                assertThat(received.headers().getAll(header[0])).containsExactly(header[1]);
            }
        }
        if (row.sent().stream().noneMatch(sent -> sent.startsWith("authorization"))) {
            assertThat(received.headers().contains("authorization")).isFalse();
        }
    }

    @Test
    void refusesTheCallsOfAnEmptyKeyByItsName(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Shops.write(folder, upstream.port(), "authentication: {type: bearer, token: '{{EMPTY}}'}", "");
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);

        var answer = portolan.get("/items");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsJsonObject().getString("variable")).isEqualTo("EMPTY");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void readsKeysFromFilesAndSaysWhereOneIsMissing(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Files.writeString(folder.resolve("keys.json"), "{\"api-key\": \"from-file\"}");
        Shops.write(
                folder,
                upstream.port(),
                "authentication: {type: apikey, headers: {A: '{{files.ONE}}', B: '{{more.ONE}}'}}",
                """
                binds:
                - {namespace: files, location: 'file:///./keys.json', keys: {ONE: api-key}}
                - {namespace: more, location: 'file:keys.json', keys: {ONE: api-key}}
                """);
        Shops.write(
                folder,
                "other",
                upstream.port(),
                "authentication: {type: bearer, token: '{{vault.TWO}}'}",
                "binds:\n- {namespace: vault, location: 'vault://secrets', keys: {TWO: two}}\n");
        RunningPortolan portolan = RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);

        assertThat(portolan.get("/shop-rest/items").statusCode()).isEqualTo(200);
        assertThat(upstream.only().headers().get("A")).isEqualTo("from-file");
        assertThat(upstream.only().headers().get("B")).isEqualTo("from-file");
        assertThat(portolan.get("/other-rest/items").bodyAsJsonObject().getString("detail"))
                .isEqualTo(
                        "two is not set: it is bound to vault://secrets, and vault is no place that values are read from"
                                + " (expected: no location, which is the environment, or file:)");
    }

    @Test
    void readsTheEnvFileOfTheWorkingFolderBelowTheEnvironment(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx);
        Files.writeString(folder.resolve(".env"), "# keys\nexport NEW=\"from .env\"\nKEY=ignored\n");
        Shops.write(
                folder, upstream.port(), "authentication: {type: apikey, headers: {A: '{{NEW}}', B: '{{KEY}}'}}", "");
        var options = RunningPortolan.anyPorts().withCapabilities(List.of(folder.toString()));
        var portolan = await(io.portolan.Portolan.builder(options)
                .vertx(vertx)
                .variables(KEYS::get)
                .folder(folder)
                .start());
        int port = portolan.listeners().getFirst().port();

        await(io.vertx.ext.web.client.WebClient.create(vertx)
                .get(port, "127.0.0.1", "/items")
                .send());

        assertThat(upstream.only().headers().get("A")).isEqualTo("from .env");
        assertThat(upstream.only().headers().get("B")).isEqualTo("s3cret");
    }
}
