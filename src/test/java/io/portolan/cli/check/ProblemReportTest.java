package io.portolan.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.Problem.Severity;
import io.portolan.spec.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every form in which problems are told. */
final class ProblemReportTest {

    private static final String FILE = "folder/it's 100%, a:b.yaml";
    private static final Position AT = new Position(FILE, 2, 9);
    private static final Problem TYPO = new Problem(Severity.WARNING, AT, "info", "unknown key 'ship'")
            .withFix(new Fix.Replace(AT, "ship", "shop"));

    @Test
    void putsTheCaretUnderThePlaceWhateverStandsBeforeIt() {
        String[][] rows = {
            {"abcdefghXyz", "        ^"},
            {"\tbcdefghXyz", "           ^"},
            {"\u8239\u8239cdefghXyz", "          ^"},
            {"e\u0301bcdefgXyz", "       ^"},
            {"\uD83D\uDEA2bcdefghXyz", "         ^"},
            {"abc", "   ^"},
        };
        for (String[] row : rows) {
            String printed = report("first\n" + row[0] + "\nlast", problem("expected text, found a list"))
                    .format(OutputFormat.PRETTY);

            assertThat(printed.lines().toList().get(2)).as(row[0]).isEqualTo("    | " + row[1]);
        }
    }

    @Test
    void cutsALongLineAroundThePlace() {
        Problem far = new Problem(Severity.ERROR, new Position(FILE, 1, 501), "", "expected text, found a list");

        List<String> lines = report("a".repeat(500) + "X" + "b".repeat(5_000), far)
                .format(OutputFormat.PRETTY)
                .lines()
                .toList();

        assertThat(lines.get(1)).hasSizeLessThan(150);
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('X');
    }

    @Test
    void saysWhichFixIsKnownWhereThereIsOne() {
        assertThat(report("info:\n        ship: 1\n", TYPO).format(OutputFormat.PRETTY))
                .isEqualTo("""
                folder/it's 100%, a:b.yaml:2:9: warning: info: unknown key 'ship'
                  2 |         ship: 1
                    |         ^
                    = --fix: write 'shop' instead of 'ship'
                """);
    }

    @Test
    void showsNothingThatSteersATerminal() {
        assertThat(report("\n\u001B[31mred \u0007", problem("x")).format(OutputFormat.PRETTY))
                .doesNotContain("\u001B", "\u0007");
    }

    @Test
    void givesProgramsRuleAndFix() {
        JsonObject problem =
                new JsonArray(report("info:\n        ship: 1\n", TYPO).format(OutputFormat.JSON)).getJsonObject(0);

        assertThat(problem.getString("rule")).isEqualTo("unknown-key");
        assertThat(problem.getJsonObject("fix")).isEqualTo(new JsonObject("""
                        {
                          "title": "write 'shop' instead of 'ship'",
                          "edits": [{"line": 2, "column": 9, "endLine": 2, "endColumn": 13, "text": "shop"}]
                        }
                        """));
    }

    @Test
    void escapesWhatAWorkflowCommandWouldMisread() {
        assertThat(report("", problem("50% of 'a:b, c'")).format(OutputFormat.GITHUB))
                .isEqualTo("::error file=folder/it's 100%25%2C a%3Ab.yaml,line=2,col=9,title=invalid"
                        + "::info: 50%25 of 'a:b, c'\n");
    }

    @Test
    void speaksOfNoticesToWorkflows() {
        Problem note = new Problem(Severity.NOTE, AT, "", "namespace 'a' is taken; it is served as 'a-2'");

        assertThat(report("", note).format(OutputFormat.GITHUB))
                .startsWith("::notice file=")
                .contains("duplicate-name");
    }

    @Test
    void writesALogThatSarifReadersTake() {
        JsonObject log = new JsonObject(report("info:\n        ship: 1\n", TYPO).format(OutputFormat.SARIF));

        assertThat(log.getString("version")).isEqualTo("2.1.0");
        assertThat(log.getString("$schema")).contains("sarif-schema-2.1.0");
        JsonObject run = log.getJsonArray("runs").getJsonObject(0);
        JsonObject driver = run.getJsonObject("tool").getJsonObject("driver");
        assertThat(driver.getString("name")).isEqualTo("Portolan");
        assertThat(driver.getJsonArray("rules"))
                .hasSize(Rule.values().length)
                .allSatisfy(rule -> assertThat(((JsonObject) rule)
                                .getJsonObject("shortDescription")
                                .getString("text"))
                        .isNotBlank());
        assertThat(run.getString("columnKind")).isEqualTo("unicodeCodePoints");
        JsonObject result = run.getJsonArray("results").getJsonObject(0);
        assertThat(result.getString("ruleId")).isEqualTo("unknown-key");
        assertThat(result.getString("level")).isEqualTo("warning");
        assertThat(result.getJsonObject("message").getString("text")).isEqualTo("unknown key 'ship'");
        JsonObject physical = result.getJsonArray("locations").getJsonObject(0).getJsonObject("physicalLocation");
        assertThat(physical.getJsonObject("artifactLocation").getString("uri"))
                .isEqualTo("folder/it's%20100%25,%20a:b.yaml");
        assertThat(physical.getJsonObject("region")).isEqualTo(new JsonObject("{\"startLine\":2,\"startColumn\":9}"));
        JsonObject change = result.getJsonArray("fixes")
                .getJsonObject(0)
                .getJsonArray("artifactChanges")
                .getJsonObject(0);
        assertThat(change.getJsonObject("artifactLocation")).isEqualTo(physical.getJsonObject("artifactLocation"));
        assertThat(change.getJsonArray("replacements").getJsonObject(0)).isEqualTo(new JsonObject("""
                {
                  "deletedRegion": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 13},
                  "insertedContent": {"text": "shop"}
                }
                """));
    }

    @Test
    void namesAbsoluteFilesAsUrisInSarif() {
        Problem absolute = new Problem(Severity.ERROR, new Position("/srv/a b.yaml", 1, 1), "", "x");

        assertThat(new ProblemReport(List.of(absolute), Map.of()).format(OutputFormat.SARIF))
                .contains("\"uri\" : \"file:///srv/a%20b.yaml\"");
    }

    private static Problem problem(String text) {
        return new Problem(Severity.ERROR, AT, "info", text);
    }

    private static ProblemReport report(String text, Problem problem) {
        return new ProblemReport(List.of(problem), Map.of(FILE, text));
    }
}
