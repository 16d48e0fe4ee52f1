package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Texts made to cost much cost little. The time allowed is a multiple of what they take, for busy machines. */
final class LimitsTest {

    private static final Duration ALLOWED = Duration.ofSeconds(20);
    private static final String HEAD = "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n";

    private record Row(String name, Supplier<String> text, String problem) {}

    @TestFactory
    Stream<DynamicTest> refusesInNoTime() {
        return Stream.of(
                        new Row("100 MB", () -> "a: b\n".repeat(20_000_000), "characters (expected: at most"),
                        new Row("a million keys", () -> keys(""), "too many values"),
                        new Row("a hundred thousand unknown keys", () -> unknown(""), "too many unknown keys"),
                        new Row("10,000 levels", () -> "[".repeat(10_000), "nested too deep"),
                        new Row("10,000 levels of keys", () -> "{a: ".repeat(10_000), "nested too deep"),
                        new Row("an alias bomb", LimitsTest::bomb, "too many values"),
                        new Row("a thousand aliases", () -> "- &a b\n" + "- *a\n".repeat(1_000), "too many aliases"),
                        new Row("a text of 3 MB", () -> HEAD + "  - " + "x".repeat(3_000_000), "expected a mapping"),
                        new Row(
                                "ninety thousand bad tools",
                                () -> HEAD + "  - {type: mcp, namespace: m, port: 1, tools: ["
                                        + "{name: a, call: b}, ".repeat(90_000) + "]}",
                                "too many errors"),
                        new Row(
                                "ninety thousand doubtful tools",
                                () -> HEAD + "  - {type: mcp, namespace: m, port: 1, tools: ["
                                        + "{name: a, b: c}, ".repeat(90_000) + "]}",
                                "and 89900 more warnings and notes"),
                        new Row(
                                "a key a hundred thousand times",
                                () -> "naftiko: 1\ncapability: {" + "exposes: , ".repeat(100_000) + "}",
                                "too many errors"))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> refuses(row)));
    }

    private static void refuses(Row row) {
        String text = row.text().get();
        long before = System.nanoTime();

        Document document = SpecReader.read("f", text);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ALLOWED);
        assertThat(document.problems()).hasSizeLessThanOrEqualTo(1_102);
        assertThat(document.problems())
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem).contains(row.problem()));
    }

    private static String keys(String indent) {
        return IntStream.range(0, 300_000)
                .mapToObj(i -> indent + "k" + i + ": 1\n")
                .collect(Collectors.joining());
    }

    private static String unknown(String indent) {
        return "naftiko: 1.0.0-alpha2\ncapability: {exposes: []}\n"
                + IntStream.range(0, 100_000)
                        .mapToObj(i -> indent + "naftik" + i + ": 1\n")
                        .collect(Collectors.joining());
    }

    private static String bomb() {
        return "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(0, 8)
                        .mapToObj(i -> {
                            String before = "*" + (char) ('a' + i);
                            String items = String.join(", ", java.util.Collections.nCopies(6, before));
                            return (char) ('b' + i) + ": &" + (char) ('b' + i) + " [" + items + "]\n";
                        })
                        .collect(Collectors.joining());
    }
}
