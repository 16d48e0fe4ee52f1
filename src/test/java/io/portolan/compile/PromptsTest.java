package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.Scope;
import io.portolan.expr.Value;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPrompt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code prompts} of MCP adapters. */
final class PromptsTest {

    private static final String FILE = """
            ikanos: 1.0.0-beta5
            capability:
              exposes:
              - type: mcp
                namespace: texts
                port: 9090
                prompts:
            HERE""";

    @Test
    void fillsItsArgumentsIntoTheTextsOfItsMessages() {
        McpPrompt prompt = prompt("ask: {display: Ask, description: Asks, arguments: {name: {description: Whom},"
                + " tone: {required: false}}, template: [{role: user, content: 'Greet {{name}} {{ tone }}.'},"
                + " {role: assistant, content: Hello}]}");

        assertThat(prompt.title()).isEqualTo("Ask");
        assertThat(prompt.arguments())
                .containsExactly(
                        new McpPrompt.Argument("name", null, "Whom", true),
                        new McpPrompt.Argument("tone", null, null, false));
        List<McpPrompt.Message> messages = ((McpPrompt.Messages) prompt.wording()).messages();
        assertThat(messages)
                .extracting(McpPrompt.Message::role)
                .containsExactly(McpPrompt.Role.USER, McpPrompt.Role.ASSISTANT);
        assertThat(rendered(messages.getFirst(), "{{tone}}", ""))
                .hasToString("{\"type\":\"text\",\"text\":\"Greet {{tone}} .\"}");
    }

    @Test
    void readsListsAsItReadsMaps() {
        McpPrompt prompt = prompt("- {name: ask, label: Ask, arguments: [{name: x}], template: '{{x}}'}");

        List<McpPrompt.Message> messages = ((McpPrompt.Messages) prompt.wording()).messages();
        assertThat(rendered(messages.getFirst(), "a \"b\"", null))
                .hasToString("{\"type\":\"text\",\"text\":\"a \\\"b\\\"\"}");
    }

    @Test
    void takesContentBlocksAsTheyAre() {
        McpPrompt prompt =
                prompt("ask: {arguments: {id: {}}, template: [{role: user, content: {type: resource, resource:"
                        + " {uri: 'data://{{id}}', mimeType: text/plain, text: Hi}, annotations: {priority: 0.50}}}]}");

        List<McpPrompt.Message> messages = ((McpPrompt.Messages) prompt.wording()).messages();
        assertThat(rendered(messages.getFirst(), "7", null))
                .hasToString("{\"type\":\"resource\",\"resource\":{\"uri\":\"data://7\",\"mimeType\":\"text/plain\","
                        + "\"text\":\"Hi\"},\"annotations\":{\"priority\":0.50}}");
    }

    @Test
    void readsItsTextFromAFile() {
        McpPrompt prompt = prompt("ask: {location: 'file:///./prompts/ask.md'}");

        assertThat(prompt.wording()).isInstanceOfSatisfying(McpPrompt.TextFile.class, file -> {
            assertThat(file.folder().path()).isEqualTo("prompts");
            assertThat(file.path()).isEqualTo("ask.md");
        });
    }

    @Test
    void warnsOfAPlaceholderThatNamesNoArgument() {
        Compilation compilation =
                compile("ask: {arguments: {name: {}}, template: [{role: user, content: 'Hi {{nam}}'}]}");

        assertThat(endpoint(compilation).prompts()).containsOnlyKeys("ask");
        assertThat(Compilations.lines(compilation))
                .containsExactly("a.yaml:8:69: warning: capability.exposes[0].prompts[0].template[0].content:"
                        + " '{{nam}}' names no argument of the prompt and stays as it is (did you mean 'name'?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: {description: A} | nothing to say (expected: template: a list of messages, or location: a file)",
                "a: {template: [{role: system, content: A}]} | unknown value 'system' (expected: user or assistant)",
                "a: {template: [{role: user}]} | missing key 'content' (expected: what the message says)",
                "a: {template: [{role: user, content: {type: txt, text: A}}]} | unknown value 'txt' (did you mean"
                        + " 'text'?)",
                "a: {template: [{role: user, content: {type: image, data: A}}]} | missing key 'mimeType' (expected:"
                        + " what a block of type 'image' needs)",
                "a: {template: [{role: user, content: {type: resource, resource: {uri: A}}}]} | expected a mapping with"
                        + " 'uri' and 'text' or 'blob'",
                "a: {location: 'https://x.test/a.md'} | 'https://x.test/a.md' (expected: a file, such as"
                        + " file:///./prompts/review.md)",
                "go.od: {template: A} | prompt 'go_od' is 'go_od' to clients, as one defined before by this adapter",
            })
    void leavesOutOneThatCannotBeServed(String bad, String text) {
        boolean second = bad.startsWith("go.od");
        String good = (second ? "go_od" : "good") + ": {template: Good}";

        Compilation compilation = compile(bad, good);

        assertThat(endpoint(compilation).prompts()).containsOnlyKeys(second ? "go_od" : "good");
        assertThat(Compilations.lines(compilation))
                .singleElement()
                .asString()
                .contains(": error: capability.exposes[0].prompts[" + (second ? 1 : 0) + "]")
                .endsWith(": " + text);
    }

    private static JsonNode rendered(McpPrompt.Message message, String first, @Nullable String second) {
        return message.content().render(new Scope() {

            @Override
            public @Nullable Value input(int index) {
                String value = index == 0 ? first : second;
                return value == null ? null : new Value.Text(value);
            }

            @Override
            public @Nullable String variable(String name) {
                return null;
            }
        });
    }

    private static McpPrompt prompt(String prompt) {
        Compilation compilation = compile(prompt);
        assertThat(compilation.problems()).isEmpty();
        return endpoint(compilation).prompts().firstEntry().getValue();
    }

    private static McpEndpoint endpoint(Compilation compilation) {
        return compilation.plan().mcpServers().getFirst().endpoints().getLast();
    }

    private static Compilation compile(String... prompts) {
        return Compilations.texts(
                Compilations.DEFAULTS, FILE.replace("HERE", "      " + String.join("\n      ", prompts) + "\n"));
    }
}
