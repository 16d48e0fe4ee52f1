package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expr.ValueType;
import io.portolan.options.McpOptions.ToolNames;
import io.portolan.options.UpstreamOptions;
import io.portolan.plan.McpTool;
import io.portolan.plan.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools promise to take and to answer. */
final class ToolSchemasTest {

    private static final String FILE = """
            ikanos: 1.0.0-beta5
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://shop.test
                resources:
                - path: /items/{id}
                  operations:
                  - name: get
                    method: GET
                    inputParameters:
                    - {name: id, in: path}
                  - name: delete
                    method: DELETE
                    inputParameters:
                    - {name: id, in: path}
              exposes:
              - type: mcp
                namespace: tools
                port: 9090
                tools:
                  one:
                    description: One
            HERE""";

    @Test
    void tellsWhatTheFileSaysOfValues() {
        McpTool tool = tool("""
                call: shop.get
                inputParameters:
                - {name: id, type: string, description: Which, enum: [a, 2], default: a, format: uuid}
                - {name: tags, type: array, items: {type: string, nullable: true}, required: false, minItems: 1}
                - {name: any, type: array, required: false}
                - {name: at, type: object, required: false, properties: {x: {type: number, minimum: 0.50}, y: 3}}
                """);

        assertThat(tool.inputSchema())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"id\":{\"type\":\"string\",\"enum\":[\"a\",\"2\"],\"default\":\"a\",\"description\":\"Which\"},"
                        + "\"tags\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\"}},"
                        + "\"any\":{\"type\":\"array\",\"items\":{}},"
                        + "\"at\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\",\"minimum\":0.50}}}},"
                        + "\"required\":[\"id\"],\"additionalProperties\":false}");
    }

    @Test
    void keepsTheSchemaThatTheFileGivesAsItStands() {
        McpTool tool = tool("""
                call: shop.get
                inputSchema:
                  $schema: https://json-schema.org/draft/2020-12/schema
                  type: object
                  $defs: {name: {$anchor: nameDef, type: string}}
                  properties: {id: {type: string, description: Which}, who: {$ref: '#/$defs/name'}}
                  required: [id]
                  allOf: [{anyOf: [{required: [who]}, {required: [id]}]}]
                  if: {properties: {id: {const: 1.50}}}
                  then: {required: [who]}
                  additionalProperties: true
                """);

        assertThat(tool.inputSchema())
                .isEqualTo("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                        + "\"$defs\":{\"name\":{\"$anchor\":\"nameDef\",\"type\":\"string\"}},"
                        + "\"properties\":{\"id\":{\"type\":\"string\",\"description\":\"Which\"},"
                        + "\"who\":{\"$ref\":\"#/$defs/name\"}},\"required\":[\"id\"],"
                        + "\"allOf\":[{\"anyOf\":[{\"required\":[\"who\"]},{\"required\":[\"id\"]}]}],"
                        + "\"if\":{\"properties\":{\"id\":{\"const\":1.50}}},\"then\":{\"required\":[\"who\"]},"
                        + "\"additionalProperties\":true}");
        assertThat(tool.parameters().all())
                .containsExactly(
                        new Parameter("id", ValueType.STRING, true, "Which"),
                        new Parameter("who", ValueType.ANY, false, null));
    }

    @Test
    void keepsTheSchemaOfOneInput() {
        McpTool tool = tool("""
                call: shop.get
                inputParameters:
                - {name: id, description: Which, schema: {type: integer, multipleOf: 2}}
                """);

        assertThat(tool.inputSchema())
                .contains("\"id\":{\"type\":\"integer\",\"multipleOf\":2,\"description\":\"Which\"}");
        assertThat(tool.parameters().all()).first().extracting(Parameter::type).isEqualTo(ValueType.INTEGER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inputSchema: 3 | inputSchema: expected a mapping: a JSON Schema",
                "inputSchema: {type: array} | inputSchema: is no schema of arguments (expected: type: object)",
                "inputSchema: {type: object, $schema: 'http://json-schema.org/draft-07/schema#'} | inputSchema: $schema"
                        + " 'http://json-schema.org/draft-07/schema#' (expected:"
                        + " https://json-schema.org/draft/2020-12/schema)",
                "inputSchema: {type: object, properties: {id: {$ref: 'https://x.test/a'}}} | inputSchema: $ref"
                        + " 'https://x.test/a' leads out of the schema (expected: # and what follows it)",
                "inputSchema: {type: object, properties: {id: {type: text}}} | inputSchema: is no JSON Schema:"
                        + " /properties/id/type: does not have a value in the enumeration [\"array\", \"boolean\","
                        + " \"integer\", \"null\", \"number\", \"object\", \"string\"]",
            })
    void refusesASchemaThatIsNone(String schema, String text) {
        Compilation compilation = compile(Compilations.DEFAULTS, "call: shop.get\n" + schema);

        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .startsWith("a.yaml:")
                .endsWith("error: capability.exposes[0].tools[0]." + text);
    }

    @Test
    void namesTheHeadersThatRepeatAnArgument() {
        McpTool declared = tool("""
                call: shop.get
                inputParameters:
                - {name: id, type: string, x-mcp-header: Item-Id}
                """);
        McpTool given = tool("""
                call: shop.get
                inputSchema:
                  type: object
                  properties:
                    id: {type: string, x-mcp-header: Item-Id}
                    at: {type: object, properties: {x-mcp-header: {type: boolean, x-mcp-header: X}}}
                """);

        assertThat(declared.inputSchema()).contains("\"id\":{\"type\":\"string\",\"x-mcp-header\":\"Item-Id\"}");
        assertThat(declared.headers())
                .containsExactly(new McpTool.HeaderArgument("Item-Id", List.of("id"), ValueType.STRING));
        assertThat(given.headers())
                .containsExactly(
                        new McpTool.HeaderArgument("Item-Id", List.of("id"), ValueType.STRING),
                        new McpTool.HeaderArgument("X", List.of("at", "x-mcp-header"), ValueType.BOOLEAN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: {type: string, x-mcp-header: 'a b'} | x-mcp-header 'a b' (expected: the name of a header, RFC"
                        + " 9110)",
                "id: {type: string, x-mcp-header: ''} | x-mcp-header '' (expected: the name of a header, RFC 9110)",
                "id: {type: number, x-mcp-header: A} | x-mcp-header on 'id' (expected: an argument of type string,"
                        + " integer or boolean)",
                "id: {type: string, x-mcp-header: A}, b: {type: string, x-mcp-header: a} | x-mcp-header 'a' is given"
                        + " twice (expected: one argument a header)",
                "id: {type: array, items: {type: string, x-mcp-header: A}} | x-mcp-header stands where no argument is"
                        + " (expected: below 'properties' alone)",
                "id: {anyOf: [{type: string, x-mcp-header: A}]} | x-mcp-header stands where no argument is (expected:"
                        + " below 'properties' alone)",
            })
    void refusesHeadersThatClientsWouldDropTheToolFor(String properties, String text) {
        Compilation compilation = compile(
                Compilations.DEFAULTS, "call: shop.get\ninputSchema: {type: object, properties: {" + properties + "}}");

        assertThat(compilation.plan().mcpServers()).isEmpty();
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .endsWith("error: capability.exposes[0].tools[0].inputSchema: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{name: id, type: string, mapping: $.id}, {name: n, type: integer, mapping: $.n}] |"
                        + " {'type':'object','properties':{'id':{},'n':{}}}",
                "[{name: kind, type: string, value: item}, {name: size, value: 3}, {name: id, mapping: $.id}] |"
                        + " {'type':'object','properties':{'kind':{'type':'string'},'size':{'type':'number'},'id':{}},"
                        + "'required':['kind','size']}",
                "[{type: object, mapping: $., properties: {a: {mapping: $.a}}}] | {'type':'object','properties':{'a':{}}}",
                "[{type: object, mapping: $.data, properties: {a: {mapping: $.a}}}] | -",
                "[{type: object, mapping: $.data, properties: {a: {mapping: $.a}, b: {value: 'true', type: boolean}}}] |"
                        + " {'type':'object','properties':{'a':{},'b':{'type':'boolean'}},'required':['b']}",
                "[{name: all, type: array, mapping: $.all, items: {type: object, properties: {id: {mapping: $.id}}}},"
                        + " {name: x, mapping: $.x}] |"
                        + " {'type':'object','properties':{'all':{'items':{'properties':{'id':{}}}},'x':{}}}",
                "[{name: at, type: object, properties: {x: {value: 1}}}, {name: y, mapping: $.y}] |"
                        + " {'type':'object','properties':{'at':{'type':'object','properties':{'x':{'type':'number'}},"
                        + "'required':['x']},'y':{}},'required':['at']}",
                "[{name: hi, value: 'Hi {{id}}'}, {name: same, value: '{{id}}'}] |"
                        + " {'type':'object','properties':{'hi':{'type':'string'},'same':{}},'required':['hi']}",
                "[{name: n, type: integer, value: '1{{id}}'}, {name: y, mapping: $.y}] |"
                        + " {'type':'object','properties':{'n':{},'y':{}},'required':['n']}",
                "[{type: array, mapping: $., items: {type: string}}] | -",
                "[{type: object, mapping: $.}] | -",
                "[] | -",
            })
    void promisesWhatEveryAnswerKeeps(String outputs, String schema) {
        McpTool tool = tool("call: shop.get\noutputParameters: " + outputs);

        assertThat(tool.outputSchema()).isEqualTo(schema.equals("-") ? null : schema.replace('\'', '"'));
    }

    @Test
    void promisesTheFieldsOfMappings() {
        McpTool tool = tool("""
                inputParameters: [{name: id, type: string}]
                steps: [{name: first, type: call, call: shop.get, with: {id: '{{id}}'}}]
                mappings:
                - {target: item.name, value: $.first.name}
                - {target: item.note, value: 'of {{id}}'}
                """);

        assertThat(tool.outputSchema())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"item\":{\"type\":\"object\",\"properties\":"
                                + "{\"name\":{},\"note\":{\"type\":\"string\"}},\"required\":[\"note\"]}},\"required\":[\"item\"]}");
    }

    @Test
    void asksBeforeADestructiveToolCallsWhereSettingsWantIt() {
        CompileOptions asking = new CompileOptions(
                null,
                null,
                ToolNames.AUTO,
                false,
                new Overlay(List.of(UpstreamOptions.of("sh*").withConfirm(true))));
        String destructive = "hints: {destructive: true}\n";
        String call = "call: shop.delete\n";
        String steps = "steps: [{name: a, type: call, call: shop.delete, with: {id: '1'}}]\n";

        assertThat(tool(asking, destructive + call).confirm()).isTrue();
        assertThat(tool(asking, destructive + steps).confirm()).isTrue();
        assertThat(tool(asking, call).confirm()).isFalse();
        assertThat(tool(Compilations.DEFAULTS, destructive + call).confirm()).isFalse();
        assertThat(tool(asking, destructive + "outputParameters: [{name: a, value: b}]")
                        .confirm())
                .isFalse();
    }

    private static McpTool tool(String text) {
        return tool(Compilations.DEFAULTS, text);
    }

    private static McpTool tool(CompileOptions options, String text) {
        Compilation compilation = compile(options, text);
        assertThat(compilation.problems()).isEmpty();
        return compilation
                .plan()
                .mcpServers()
                .getFirst()
                .endpoints()
                .getLast()
                .tools()
                .firstEntry()
                .getValue();
    }

    private static Compilation compile(CompileOptions options, String tool) {
        return Compilations.texts(options, FILE.replace("HERE", tool.indent(8)));
    }
}
