package io.portolan.expr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShapeTest {

    private static final Scope NAME = new Scope() {
        @Override
        public @Nullable Value input(int index) {
            return index == 0 ? new Value.Text("Ada\"},{") : index == 1 ? new Value.Literal("42") : null;
        }

        @Override
        public @Nullable String variable(String name) {
            return null;
        }
    };

    @Test
    void aPropertyWithoutAMappingReadsTheMemberOfItsName() {
        assertShaped(object("id", at(null), "gone", at(null)), "{\"id\":1,\"x\":2}", "{\"id\":1}");
    }

    @Test
    void anObjectsOwnMappingNarrowsItsPropertiesAndTheDocumentIsTheSecondPlace() {
        Shape shape = new Shape.Fields(
                JsonPath.parse("$.user"), fields("name", at("$.name"), "total", at("$.total"), "id", at(null)));

        assertShaped(shape, "{\"user\":{\"name\":\"n\"},\"total\":3,\"id\":9}", "{\"name\":\"n\",\"total\":3}");
    }

    @Test
    void nestedListsAndObjectsAreShapedAtAnyDepth() {
        Shape line = object("sku", at("$.product.sku"), "tags", new Shape.Elements(null, at("$.t")));
        Shape order = object("id", at("$.id"), "lines", new Shape.Elements(JsonPath.parse("$.items"), line));

        assertShaped(
                new Shape.Elements(JsonPath.parse("$.orders"), order),
                "{\"id\":0,\"orders\":[{\"id\":1,\"items\":[{\"product\":{\"sku\":\"a\"},\"tags\":[{\"t\":1},{}]}]},{}]}",
                "[{\"id\":1,\"lines\":[{\"sku\":\"a\",\"tags\":[1,null]}]},{}]");
    }

    @Test
    void aLoneValueWhereAListIsDeclaredIsAListOfOne() {
        assertShaped(new Shape.Elements(JsonPath.parse("$.item"), at("$.id")), "{\"item\":{\"id\":1}}", "[1]");
    }

    @Test
    void aPropertyObjectWithoutAMappingReadsTheMemberOfItsNameAndPathsReadTheDocument() {
        Shape address = object("city", at(null), "zip", at("$.address.zip"));

        assertShaped(
                object("address", address),
                "{\"address\":{\"city\":\"c\",\"zip\":\"z\"},\"city\":\"other\"}",
                "{\"address\":{\"city\":\"c\",\"zip\":\"z\"}}");
        assertShaped(object("address", address), "{\"city\":\"other\"}", "{}");
    }

    @Test
    void declaredTypesConvertOnlyWhatLosesNothing() {
        Object[][] rows = {
            {ValueType.NUMBER, "\"42\"", "42"},
            {ValueType.NUMBER, "\"1.50\"", "1.50"},
            {ValueType.NUMBER, "\"abc\"", "\"abc\""},
            {ValueType.NUMBER, "\"007\"", "\"007\""},
            {ValueType.INTEGER, "\"1.5\"", "\"1.5\""},
            {ValueType.STRING, "1.10", "\"1.10\""},
            {ValueType.STRING, "true", "\"true\""},
            {ValueType.STRING, "{\"a\":1}", "{\"a\":1}"},
            {ValueType.BOOLEAN, "\"true\"", "true"},
            {ValueType.BOOLEAN, "\"yes\"", "\"yes\""},
            {ValueType.ANY, "null", "null"},
        };
        for (Object[] row : rows) {
            Shape shape = new Shape.At(JsonPath.parse("$"), (ValueType) row[0], null);
            assertShaped(shape, (String) row[1], (String) row[2]);
        }
    }

    @Test
    void maxLengthNeverCutsACharacterInTwo() {
        Shape shape = new Shape.At(JsonPath.parse("$"), ValueType.STRING, 2);

        assertShaped(shape, "\"a😀b\"", "\"a😀\"");
    }

    @Test
    void constantsAreTemplatesOfTheDeclaredType() {
        JsonTemplate text = new JsonTemplate.Leaf(new Template(
                List.of(new Template.Text("Hello "), new Template.Input(0, "name"), new Template.Input(2, "gone"))));
        JsonTemplate number = new JsonTemplate.Leaf(Template.text("42"));
        JsonTemplate missing = new JsonTemplate.Leaf(Template.input(2, "gone"));
        Shape shape = object(
                "text", new Shape.Constant(text, ValueType.STRING, null),
                "number", new Shape.Constant(number, ValueType.NUMBER, null),
                "missing", new Shape.Constant(missing, ValueType.ANY, null));

        assertShaped(shape, "null", "{\"text\":\"Hello Ada\\\"},{\",\"number\":42}");
    }

    @Test
    void aTemplateThatIsOneHoleKeepsTheTypeAndLeavesOutWhatIsMissing() {
        Map<String, JsonTemplate> members = new LinkedHashMap<>();
        members.put("n", new JsonTemplate.Leaf(Template.input(1, "n")));
        members.put("gone", new JsonTemplate.Leaf(Template.input(2, "gone")));
        members.put(
                "list",
                new JsonTemplate.Items(
                        List.of(new JsonTemplate.Literal("1.0"), new JsonTemplate.Leaf(Template.input(2, "gone")))));
        JsonTemplate template = new JsonTemplate.Fields(members);

        assertThat(JsonTree.text(template.render(NAME))).isEqualTo("{\"n\":42,\"list\":[1.0]}");
        assertThat(template).hasToString("{\"n\":\"{n}\",\"gone\":\"{gone}\",\"list\":[1.0,\"{gone}\"]}");
    }

    @Test
    void aTemplateReadsTheOutputOfAStep() {
        Scope steps = new Scope() {
            @Override
            public @Nullable Value input(int index) {
                return null;
            }

            @Override
            public @Nullable String variable(String name) {
                return null;
            }

            @Override
            public JsonNode step(String name) {
                return JsonTree.read("{\"user\":{\"id\":7}}");
            }
        };
        Template id = new Template(List.of(new Template.Step("find", JsonPath.parse("$.user.id"))));

        assertThat(id.value(steps)).isEqualTo(new Value.Literal("7"));
        assertThat(new JsonTemplate.Leaf(id).render(steps)).isEqualTo(JsonTree.read("7"));
        assertThat(id).hasToString("{{find.user.id}}");
    }

    private static Shape at(@Nullable String path) {
        return new Shape.At(path == null ? null : JsonPath.parse(path), ValueType.ANY, null);
    }

    private static Shape object(Object... pairs) {
        return new Shape.Fields(null, fields(pairs));
    }

    private static Map<String, Shape> fields(Object... pairs) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            fields.put((String) pairs[index], (Shape) pairs[index + 1]);
        }
        return fields;
    }

    private static void assertShaped(Shape shape, String document, String expected) {
        assertThat(JsonTree.text(shape.apply(JsonTree.read(document), NAME)))
                .as("%s of %s", shape, document)
                .isEqualTo(expected);
    }
}
