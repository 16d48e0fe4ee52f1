package io.portolan.expr.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The public compliance suite of RFC 9535, every case of it. */
final class JsonPathComplianceTest {

    /** What the RFC refuses and we read, by the name of the suite's case. */
    private static final Map<String, String> READ_ALL_THE_SAME = Map.of(
            "basic, no leading whitespace", "a path is one value of a file, and folded values begin with spaces",
            "basic, no trailing whitespace", "a path is one value of a file, and folded values end with spaces",
            "basic, name shorthand, number", "files name members such as $.2024 or $.data.1h without brackets");

    @TestFactory
    Stream<DynamicTest> agreesWithTheSuite() throws IOException {
        return StreamSupport.stream(suite().spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(
                        each.path("name").textValue() + ": " + each.path("selector"), () -> check(each)));
    }

    @Test
    void runsTheWholeSuite() throws IOException {
        assertThat(suite()).hasSize(687);
        assertThat(suite().findValuesAsText("name")).containsAll(READ_ALL_THE_SAME.keySet());
    }

    private static void check(JsonNode each) {
        String selector = each.path("selector").textValue();
        boolean invalid = each.path("invalid_selector").booleanValue();
        if (READ_ALL_THE_SAME.containsKey(each.path("name").textValue())) {
            assertThat(invalid).isTrue();
            JsonPath.parse(selector);
        } else if (invalid) {
            assertThatThrownBy(() -> JsonPath.parse(selector)).isInstanceOf(PathSyntaxException.class);
        } else {
            finds(JsonPath.parse(selector), each);
        }
    }

    private static void finds(JsonPath path, JsonNode each) {
        JsonNode document = each.get("document");
        // Where the order of members is open the suite lists all that may come out.
        Iterable<JsonNode> allowed = each.has("results")
                ? each.get("results")
                : JsonTree.NODES.arrayNode().add(each.get("result"));

        assertThat(allowed).contains(JsonTree.NODES.arrayNode().addAll(path.nodes(document)));
        assertThat(allowed).contains(selected(path, document));
    }

    /** What a mapping reads, as a list again. */
    private static JsonNode selected(JsonPath path, JsonNode document) {
        JsonNode found = path.select(document);
        if (!path.isDefinite()) {
            return found;
        }
        return found == null
                ? JsonTree.NODES.arrayNode()
                : JsonTree.NODES.arrayNode().add(found);
    }

    private static JsonNode suite() throws IOException {
        try (InputStream suite = JsonPathComplianceTest.class.getResourceAsStream("/jsonpath/cts.json")) {
            return JsonTree.first(suite.readAllBytes()).get("tests");
        }
    }
}
