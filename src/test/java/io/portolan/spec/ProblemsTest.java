package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of {@code problems.txt}: a title with the part of a file that the row shows, its text, and the problems
 * found, line by line.
 */
final class ProblemsTest {

    private static final String HEAD = "naftiko: 1.0.0-alpha2\ncapability:\n";

    @TestFactory
    Stream<DynamicTest> finds() throws IOException {
        return Arrays.stream(rows().split("(?m)^=== ", -1))
                .filter(row -> !row.isBlank())
                .map(ProblemsTest::row);
    }

    private static DynamicTest row(String row) {
        String title = row.lines().findFirst().orElseThrow();
        String[] name = title.split(" \\| ", -1);
        String[] parts = row.substring(title.length() + 1).split("(?m)^>>>$\\n?", -1);
        String text = inside(name[1], parts[0]);

        return dynamicTest(
                name[0],
                () -> assertThat(printed(SpecReader.read("shop.yaml", text)))
                        .as(text)
                        .isEqualTo(parts[1].strip()));
    }

    /** The text at its place in an otherwise sound file. */
    private static String inside(String part, String text) {
        return switch (part) {
            case "file" -> text;
            case "consumes" -> HEAD + "  consumes:\n" + item(2, text);
            case "operation" ->
                HEAD + "  consumes:\n"
                        + item(2, "type: http\nnamespace: shop\nbaseUri: https://shop.test\nresources:\n")
                        + item(4, "name: items\npath: /items\noperations:\n")
                        + item(6, text);
            case "adapter" -> HEAD + "  exposes:\n" + item(2, text);
            case "route" ->
                HEAD + "  exposes:\n"
                        + item(2, "type: rest\nnamespace: shop-rest\nport: 8080\nresources:\n")
                        + item(4, "path: /items\noperations:\n")
                        + item(6, text);
            case "tool" ->
                HEAD + "  exposes:\n" + item(2, "type: mcp\nnamespace: shop-mcp\nport: 9090\ntools:\n") + item(4, text);
            default -> throw new IllegalArgumentException(part);
        };
    }

    private static String item(int indent, String text) {
        return " ".repeat(indent) + "- " + text.indent(indent + 2).stripLeading();
    }

    private static String printed(Document document) {
        return document.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static String rows() throws IOException {
        try (InputStream rows = ProblemsTest.class.getResourceAsStream("problems.txt")) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
