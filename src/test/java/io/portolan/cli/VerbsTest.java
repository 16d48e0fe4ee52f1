package io.portolan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, run inside this process. */
final class VerbsTest {

    private static final String SOUND = """
            naftiko: 1.0.0-alpha2
            info: {label: Ships, description: Ships at sea}
            binds:
            - {namespace: env, keys: {SHIPS_TOKEN: SHIPS_KEY}}
            capability:
              consumes:
              - type: http
                namespace: ships
                baseUri: https://ships.example/v1
                authentication: {type: bearer, token: "{{SHIPS_TOKEN}}"}
                resources:
                - name: ships
                  path: /ships
                  operations:
                  - {name: list, method: GET}
              exposes:
              - type: rest
                namespace: harbour
                port: 8080
                resources:
                - name: ships
                  path: /ships
                  operations:
                  - {name: list, method: GET, call: ships.list}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private boolean interactive;

    @Test
    void wantsAVerb() {
        int code = run();

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage: portolan", "run", "check", "explain");
    }

    @Test
    void helpsWithEveryVerb() {
        for (List<String> line : List.of(
                List.of("--help"),
                List.of("run", "--help"),
                List.of("check", "-h"),
                List.of("check-jsonl", "--help"),
                List.of("explain", "--help"),
                List.of("mcp", "--help"),
                List.of("connect", "--help"))) {
            assertThat(run(line.toArray(String[]::new))).as(line.toString()).isEqualTo(ExitCode.FINE);
        }

        assertThat(out.toString())
                .contains(
                        "--rest-port=PORT",
                        "--[no-]sandbox",
                        "--conf=FILE",
                        "[FILE|DIR...]",
                        "--output=text|pretty|json|sarif|github",
                        "--max-size=SIZE",
                        "Examples:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsItsVersionAfterEveryVerb() {
        for (List<String> line : List.of(List.of("--version"), List.of("run", "--version"), List.of("check", "-V"))) {
            assertThat(run(line.toArray(String[]::new))).as(line.toString()).isEqualTo(ExitCode.FINE);
        }

        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.matches("portolan .+, Java \\d+"));
    }

    @Test
    void namesTheNearestFlag() {
        int code = run("run", "--rest-prot", "1");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("portolan run: Unknown option", "--rest-prot", "--rest-port", "See 'portolan run --help'.");
    }

    @Test
    void printsEveryFaultOfTheSettings() throws IOException {
        Path conf = write("conf.yaml", "rest: {prot: 1}\n");
        environment.put("PORTOLAN_MCP_PORT", "x");

        int code = run("explain", "--conf", conf.toString(), "--rest-port", "70000");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().replace(conf.toString(), "conf.yaml").lines())
                .containsExactly(
                        "conf.yaml:1:8: error: rest.prot: unknown setting (did you mean 'rest.port'?)",
                        "PORTOLAN_MCP_PORT: error: mcp.port: 'x' (expected: a port, 0-65535)",
                        "--rest-port: error: rest.port: '70000' (expected: a port, 0-65535)");
    }

    @Test
    void takesTheSettingsFileOfTheEnvironmentWhenNoneIsNamed() {
        environment.put("PORTOLAN_CONF", folder.resolve("none.yaml").toString());

        int code = run("check");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("none.yaml: error: no such file");
    }

    @Test
    void findsTheSettingsFileInTheFolderItIsInstalledIn() throws IOException {
        write("conf/portolan.yaml", "sandbox: maybe\n");
        environment.put("PORTOLAN_HOME", folder.toString());

        int code = run("check");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .isEqualTo(folder.resolve("conf/portolan.yaml")
                        + ":1:10: error: sandbox: 'maybe' (expected: true or false)\n");
    }

    @Test
    void checksTheFilesThatShipWithPortolan() {
        int code = run("check");

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(err.toString()).matches("5 files, 0 errors, \\d+ warnings?, \\d+ notes?\n");
    }

    @Test
    void prefersTheFilesOfTheCommandLineOverThoseOfTheSettings() throws IOException {
        environment.put("PORTOLAN_CAPABILITIES", "missing.yaml");

        int code = run("check", write("ships.yaml", SOUND).toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(err.toString()).isEqualTo("1 file, 0 errors, 0 warnings, 0 notes\n");
    }

    @Test
    void saysWhenAFileDoesNotExist() {
        int code = run("check", "nowhere/ships.yaml");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isEqualTo("portolan: nowhere/ships.yaml: no such file or folder\n");
    }

    @Test
    void printsOneLineAProblemInTheOrderOfTheFiles() throws IOException {
        write("b.yaml", SOUND.replace("call: ships.list", "call: ships.lst"));
        write("a.yaml", SOUND.replace("method: GET, call", "method: GTE, call"));

        int code = run("check", folder.toString());

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        assertThat(out.toString().lines().filter(line -> line.contains(": error: ")))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(folder.resolve("a.yaml") + ":24:"),
                        line -> assertThat(line)
                                .startsWith(folder.resolve("b.yaml") + ":24:")
                                .contains("unknown operation 'ships.lst'"));
        assertThat(err.toString()).startsWith("2 files, 2 errors, ");
    }

    @Test
    void printsProblemsForPrograms() throws IOException {
        Path file = write("ships.yaml", SOUND.replace("call: ships.list", "call: ships.lst"));

        int code = run("check", "--output", "json", file.toString());

        assertThat(code).isEqualTo(ExitCode.FAULTY_FILES);
        JsonObject problem = new JsonArray(out.toString()).getJsonObject(0);
        assertThat(problem.fieldNames()).containsExactly("file", "line", "column", "severity", "rule", "where", "text");
        assertThat(problem.getString("file")).isEqualTo(file.toString());
        assertThat(problem.getInteger("line")).isEqualTo(24);
        assertThat(problem.getString("severity")).isEqualTo("error");
    }

    @Test
    void printsAnEmptyArrayWhenAllIsWell() throws IOException {
        run("check", "--output", "json", write("ships.yaml", SOUND).toString());

        assertThat(new JsonArray(out.toString())).isEmpty();
    }

    @Test
    void pointsAtTheSourceForAPersonAtATerminal() throws IOException {
        interactive = true;
        Path file = write("ships.yaml", SOUND.replace("call: ships.list", "call: ships.lst"));

        run("check", file.toString());

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).startsWith(file + ":24:");
        assertThat(lines.get(1)).isEqualTo("  24 |       - {name: list, method: GET, call: ships.lst}");
        assertThat(lines.get(2)).matches("     \\| +\\^");
        assertThat(lines.get(1).substring(lines.get(2).length() - 1)).startsWith("ships.lst");
    }

    @Test
    void refusesAnUnknownOutput() {
        int code = run("check", "--output", "xml");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'xml' (expected: text, pretty, json, sarif, github)");
    }

    @Test
    void warmsUpAndEnds() {
        int code = run("warm-up");

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void explainsThePlanAndWhatIsWrong() throws IOException {
        int code =
                run("explain", "--rest-port", "8123", write("ships.yaml", SOUND).toString());

        assertThat(code).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("upstream ships https://ships.example/v1", "8123", "SHIPS_TOKEN");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void explainsTheSandboxInsteadOfTheRealThing() throws IOException {
        run("explain", "--sandbox", write("ships.yaml", SOUND).toString());

        assertThat(out.toString()).contains("upstream ships sandbox:");
    }

    private int run(String... arguments) {
        Shell shell =
                new Shell(new PrintWriter(out, true), new PrintWriter(err, true), environment, interactive, stop -> {});
        return Verbs.commandLine(shell).execute(arguments);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
