package io.portolan.mcp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonTree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | 5 | expected a string, got 5",
                "{'type':['integer','null']} | 'x' | expected an integer or null, got 'x'",
                "{'enum':['a',1,null]} | 'b' | expected one of 'a', 1, null, got 'b'",
                "{'const':7} | 8 | expected 7, got 8",
                "{'minimum':3} | 2 | expected 3 or more, got 2",
                "{'maximum':3} | 4.5 | expected 3 or less, got 4.5",
                "{'exclusiveMinimum':3} | 3 | expected more than 3, got 3",
                "{'exclusiveMaximum':3} | 3 | expected less than 3, got 3",
                "{'multipleOf':3} | 4 | expected a multiple of 3, got 4",
                "{'minLength':2} | 'x' | expected a text of at least 2 characters, got one of 1",
                "{'maxLength':2} | 'xyz' | expected a text of at most 2 characters, got one of 3",
                "{'pattern':'^a+$'} | 'b' | expected a text that matches ^a+$, got 'b'",
                "{'minItems':2} | [1] | expected an array of at least 2 items, got one of 1",
                "{'maxItems':1} | [1,2] | expected an array of at most 1 items, got one of 2",
                "{'type':'array'} | {} | expected an array, got an object",
                "{'type':'boolean'} | null | expected true or false, got null",
            })
    void saysWhatWasExpectedAndWhatWasGiven(String schema, String value, String detail) {
        assertThat(check(schema, value)).containsExactly(new SchemaFault("", detail));
    }

    @Test
    void saysWhere() {
        String schema = "{'properties':{'a':{'items':{'required':['id'],'properties':{'id':{'type':'integer'}},"
                + "'additionalProperties':false}}}}";

        assertThat(check(schema, "{'a':[{'id':1},{'id':'x'},{},{'id':2,'more':1}]}"))
                .containsExactly(
                        new SchemaFault("a[1].id", "expected an integer, got 'x'"),
                        new SchemaFault("a[2].id", "required, but missing"),
                        new SchemaFault("a[3].more", "unknown (expected: nothing of this name)"));
    }

    @Test
    void neverEchoesALongValue() {
        String value = "'" + "x".repeat(5000) + "'";

        for (String schema :
                List.of("{'enum':['a']}", "{'type':'integer'}", "{'const':1}", "{'oneOf':[{'type':'null'}]}")) {
            assertThat(check(schema, value))
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.detail()).hasSizeLessThan(250));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'https://json-schema.example/x'}",
                "{'$ref':'file:///etc/passwd'}",
                "{'$ref':'#/$defs/none'}",
                "{'pattern':'('}",
            })
    void refusesASchemaThatIsNotWhole(String schema) {
        assertThatThrownBy(() -> ValueSchema.of(schema.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followsReferencesInsideTheSchema() {
        String schema = "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':"
                + "{'next':{'$ref':'#/$defs/node'},'v':{'type':'integer'}}}}}";

        assertThat(check(schema, "{'next':{'next':{'v':'x'}}}"))
                .containsExactly(new SchemaFault("next.next.v", "expected an integer, got 'x'"));
    }

    @Test
    @Timeout(10)
    void boundsWhatARegularExpressionMayCost() {
        long begun = System.nanoTime();

        assertThat(check("{'pattern':'^(a+)+$'}", "'" + "a".repeat(60) + "b'")).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'multipleOf':0.1}",
                "{'multipleOf':7}",
                "{'minimum':1,'maximum':9}",
                "{'type':'integer'}",
                "{'enum':[1,2]}",
                "{'const':1}",
                "{'uniqueItems':true}"
            })
    @Timeout(10)
    void isNotHeldUpByNumbersThatTakeLongToWriteOut(String schema) {
        for (String number : List.of("1e999999999", "-1e-999999999", "1e400", "9".repeat(900))) {
            assertThat(check(schema, number)).hasSizeLessThan(3);
            assertThat(check("{'items':" + schema + "}", "[" + number + "," + number + "]"))
                    .hasSizeLessThan(3);
        }
    }

    @Test
    void endsAfterAHundredFaults() {
        assertThat(check("{'items':{'type':'integer'}}", "['x'" + ",'x'".repeat(5000) + "]"))
                .hasSize(100);
    }

    private static List<SchemaFault> check(String schema, String value) {
        JsonNode tree = JsonTree.read(value.replace('\'', '"'));
        return ValueSchema.of(schema.replace('\'', '"')).check(tree);
    }
}
