package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Texts made to cost much cost little: less than a second each. Allowed is five times that, since a first round runs
 * code that is not compiled yet, and counted is the thread's own time, since other processes have theirs.
 */
final class LimitsTest {

    private static final Duration ALLOWED = Duration.ofSeconds(5);

    /** In bytes, nearly all of it gone again at once. */
    private static final long ALLOCATED = 768L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String HEAD = "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n";

    private record Row(String name, Supplier<String> text, String problem) {}

    @TestFactory
    Stream<DynamicTest> refusesInNoTime() {
        return Stream.of(
                        new Row("100 MB", () -> "a: b\n".repeat(20_000_000), "characters (expected: at most"),
                        new Row("a million keys", () -> keys(""), "too many values"),
                        new Row("a hundred thousand unknown keys", () -> unknown(""), "too many unknown keys"),
                        new Row(
                                "4 MB of line breaks",
                                () -> HEAD + "\n".repeat(4_000_000) + "  - x",
                                "expected a mapping"),
                        new Row("4 MB of spaces", () -> HEAD + " ".repeat(4_000_000) + "- x", "expected a mapping"),
                        new Row("4 MB of words", () -> HEAD + "  - " + "x ".repeat(2_000_000), "expected a mapping"),
                        new Row(
                                "4 MB of lines",
                                () -> HEAD + "  - x\n" + "    x\n".repeat(600_000),
                                "expected a mapping"),
                        new Row(
                                "4 MB of escapes",
                                () -> HEAD + "  - \"" + "\\n".repeat(2_000_000) + "\"",
                                "expected a mapping"),
                        new Row("an anchor of 4 MB", () -> "- &" + "x".repeat(4_000_000) + " b", "not a capability"),
                        new Row(
                                "a page's heading everywhere",
                                () -> "Capability Spec\n".repeat(200_000),
                                "not a capability"),
                        new Row(
                                "a page's name everywhere",
                                () -> "Capability Spec\n" + "Raw ".repeat(1_000_000),
                                "not a capability"),
                        new Row(
                                "a cut everywhere",
                                () -> "# --- truncated at (\n".repeat(190_000),
                                "the file is empty"),
                        new Row("10,000 levels", () -> "[".repeat(10_000), "nested too deep"),
                        new Row("10,000 levels of keys", () -> "{a: ".repeat(10_000), "nested too deep"),
                        new Row("an alias bomb", LimitsTest::bomb, "too many values"),
                        new Row("a thousand aliases", () -> "- &a b\n" + "- *a\n".repeat(1_000), "too many aliases"),
                        new Row("a text of 3 MB", () -> HEAD + "  - " + "x".repeat(3_000_000), "expected a mapping"),
                        new Row(
                                "ninety thousand bad tools",
                                () -> HEAD + "  - {type: mcp, namespace: m, port: 1, tools: ["
                                        + "{name: a, call: b}, ".repeat(90_000) + "]}",
                                "too many values"),
                        new Row(
                                "forty thousand bad tools",
                                () -> HEAD + "  - {type: mcp, namespace: m, port: 1, tools: ["
                                        + "{name: a, call: b}, ".repeat(40_000) + "]}",
                                "too many errors"),
                        new Row(
                                "forty thousand doubtful tools",
                                () -> HEAD + "  - {type: mcp, namespace: m, port: 1, tools: ["
                                        + "{name: a, b: c}, ".repeat(40_000) + "]}",
                                "and 39900 more warnings and notes"),
                        new Row(
                                "a key a hundred thousand times",
                                () -> "naftiko: 1\ncapability: {" + "exposes: , ".repeat(100_000) + "}",
                                "too many errors"))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> refuses(row)));
    }

    private static void refuses(Row row) {
        String text = row.text().get();
        long time = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();

        Document document = SpecReader.read("f", text);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).isLessThan(ALLOCATED);
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time)).isLessThan(ALLOWED);
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
