package io.portolan.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.Problem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

@Timeout(30)
final class YamlSourceTest {

    private static final int MIB = 1024 * 1024;

    @Test
    void countsLinesAndColumnsFromOneInCharacters() {
        YamlSource source = YamlSource.read("a.yaml", "a: 1\r\n\"\uD83D\uDE00\": b\n");

        MappingNode root = (MappingNode) source.root();
        assertThat(source.at(root.getValue().get(1).getValueNode())).hasToString("a.yaml:2:6");
    }

    @Test
    void toleratesAByteOrderMark() {
        assertThat(problems("\uFEFFa: @")).startsWith("a.yaml:1:4: error: not YAML");
        assertThat(problems("\uFEFFa: b")).isEmpty();
    }

    @Test
    void keepsTheSpellingOfScalars() {
        YamlSource source = YamlSource.read("a.yaml", "[2026-01-01, y, no, 1.0, 0x1F, 1_000, 010]");

        String[] texts = ((SequenceNode) source.root())
                .getValue().stream().map(node -> ((ScalarNode) node).getValue()).toArray(String[]::new);
        assertThat(texts).containsExactly("2026-01-01", "y", "no", "1.0", "0x1F", "1_000", "010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "   "})
    void anEmptyFileIsOneProblem(String text) {
        assertThat(problems(text)).isEqualTo("a.yaml:1:1: error: the file is empty (expected: a mapping)");
    }

    @Test
    void aLongTextIsNotRead() {
        String text = "# " + "x".repeat(5 * MIB);

        assertThat(problems(text))
                .isEqualTo("a.yaml:1:1: error: the text has 5242882 characters (expected: at most 4194304)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[&a ", "!!seq [", "[{? "})
    void deepNestingIsRefusedBeforeItOverflowsTheStack(String opening) {
        assertThat(problems(opening.repeat(10_000)))
                .matches("a.yaml:1:\\d+: error: nested too deep \\(expected: at most 64 levels\\)");
    }

    @Test
    void deepIndentationIsRefused() {
        String text =
                IntStream.range(0, 1000).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());

        assertThat(problems(text)).isEqualTo("a.yaml:65:65: error: nested too deep (expected: at most 64 levels)");
    }

    @Test
    void sixtyFourLevelsAreFine() {
        assertThat(problems("[".repeat(64) + "]".repeat(64))).isEmpty();
    }

    @Test
    void depthCountsThroughAliases() {
        String text = "a: &a " + "[".repeat(40) + "]".repeat(40) + "\nb: &b " + "[".repeat(30) + "*a" + "]".repeat(30);

        assertThat(problems(text)).isEqualTo("a.yaml:2:37: error: nested too deep (expected: at most 64 levels)");
    }

    @Test
    void manyAliasesAreRefused() {
        String text = "a: &a x\nb: [" + "*a, ".repeat(51) + "]";

        assertThat(problems(text)).isEqualTo("a.yaml:2:205: error: too many aliases (expected: at most 50)");
        assertThat(problems("a: &a x\nb: [" + "*a, ".repeat(50) + "]")).isEmpty();
    }

    @Test
    void anAliasBombIsRefusedWhereItGoesOff() {
        String text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
        for (char name = 'b'; name <= 'h'; name++) {
            String alias = "*" + (char) (name - 1) + ", ";
            text += name + ": &" + name + " [" + alias.repeat(7) + "]\n";
        }

        assertThat(problems(text))
                .isEqualTo("a.yaml:7:8: error: too many values, those behind aliases included"
                        + " (expected: at most 250000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a [*a]", "&a {b: *a}", "&a {*a : b}", "&a [[[{b: *a}]]]"})
    void anAliasInsideWhatItNamesIsRefused(String text) {
        assertThat(problems(text))
                .endsWith("error: alias '*a' stands inside what it names (expected: an alias of something before it)");
    }

    @Test
    void tooManyValuesAreRefused() {
        assertThat(problems("[" + "a,".repeat(1_000_000) + "]")).contains("too many values");
    }

    @Test
    void longScalarsAreFine() {
        assertThat(problems("1".repeat(2 * MIB))).isEmpty();
        assertThat(problems("a: \"" + "x".repeat(2 * MIB) + "\"")).isEmpty();
        assertThat(problems("x".repeat(2 * MIB) + ": a")).startsWith("a.yaml:1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!!java.util.Date 1", "!foo [a]", "!!pairs [a: b]", "!!binary aGk=", "!!set {a}", "!<x> {}"})
    void nothingIsBuiltFromATag(String text) {
        YamlSource source = YamlSource.read("a.yaml", text);

        assertThat(source.root()).isNotNull();
        assertThat(source.problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .matches("tag '.+' is not supported \\(expected: no tag, or one of .*\\)");
    }

    @Test
    void coreTagsAreFine() {
        assertThat(problems("[!!str 1, !!int 1, !!float 1, !!bool y, !!null '', !!seq [], !!map {}, ! x]"))
                .isEmpty();
    }

    @Test
    void aSecondDocumentIsAWarningAndTheFirstIsRead() {
        YamlSource source = YamlSource.read("a.yaml", "a: b\n---\nc: [");

        assertThat(source.root()).isInstanceOf(MappingNode.class);
        assertThat(source.problems())
                .singleElement()
                .hasToString("a.yaml:2:1: warning: a second document begins here and is not read"
                        + " (expected: one document)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\n\tb: 1",
                "a: \u0007",
                "\"\\UFFFFFFFF\"",
                "%YAML 3.0\n---\na",
                "a: \uD83D",
                "a: &",
                "!<%ff> a"
            })
    void whatIsNotYamlIsOneProblemOnOneLine(String text) {
        assertThat(problems(text)).matches("a.yaml:\\d:\\d+: error: not YAML: .+");
    }

    private static String problems(String text) {
        return YamlSource.read("a.yaml", text).problems().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }
}
