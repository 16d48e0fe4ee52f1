package io.portolan.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.mcp.Client;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptMethodsTest {

    private final Client modern = Client.of(Revision.V2026_07_28);

    @Test
    void listsPromptsWithTheirArguments() throws Exception {
        JsonArray prompts = modern.result("prompts/list", "").getJsonArray("prompts");

        assertThat(prompts.stream().map(one -> ((JsonObject) one).getString("name")))
                .containsExactly("file", "lost", "rich", "trip");
        assertThat(prompts.getJsonObject(3).encode())
                .isEqualTo("{\"name\":\"trip\",\"title\":\"A trip\",\"description\":\"Says trip.\",\"arguments\":["
                        + "{\"name\":\"city\",\"title\":\"City\",\"description\":\"Where to.\",\"required\":true},"
                        + "{\"name\":\"days\",\"description\":\"How long.\",\"required\":false}]}");
    }

    @Test
    void putsArgumentsIntoMessagesAndNeverLooksAtThemAgain() throws Exception {
        JsonObject result =
                modern.result("prompts/get", "'name':'trip','arguments':{'city':'{{days}} \\\"x','days':null}");

        assertThat(result.getString("description")).isEqualTo("Says trip.");
        assertThat(result.getJsonArray("messages").encode())
                .isEqualTo("[{\"role\":\"user\",\"content\":{\"type\":\"text\",\"text\":\"To {{days}} \\\"x,  days\"}},"
                        + "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"{{days}} \\\"x\"}}]");
    }

    @Test
    void fillsATextFile() throws Exception {
        JsonObject result = modern.result("prompts/get", "'name':'file','arguments':{'city':'Bonn','days':'3'}");

        assertThat(result.getJsonArray("messages").getJsonObject(0).encode())
                .isEqualTo("{\"role\":\"user\",\"content\":{\"type\":\"text\","
                        + "\"text\":\"Plan a trip to Bonn for 3 days. {{unknown}}\\n\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name':'trap' | -32602 | unknown prompt 'trap' (did you mean 'trip'?)",
                "'name':7 | -32602 | params.name: missing or not a string (expected: the name of a prompt)",
                "'name':'trip' | -32602 | argument 'city': missing (expected: a string)",
                "'name':'trip','arguments':{'city':null} | -32602 | argument 'city': missing (expected: a string)",
                "'name':'trip','arguments':{'city':5} | -32602 | argument 'city': number (expected: a string)",
                "'name':'trip','arguments':{'city':'x','dais':'x'} | -32602 | argument 'dais': unknown (expected: city, days)",
                "'name':'trip','arguments':[] | -32602 | params.arguments: array (expected: an object)",
                "'name':'lost' | -32603 | prompt 'lost': its text could not be read",
            })
    void saysWhyItHasNoMessages(String params, int code, String message) throws Exception {
        JsonObject error = modern.error("prompts/get", params);

        assertThat(error.getInteger("code")).isEqualTo(code);
        assertThat(error.getString("message")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "V2024_11_05, text, text",
        "V2025_03_26, audio, text",
        "V2025_06_18, audio, resource_link",
        "V2025_11_25, audio, resource_link",
        "V2026_07_28, audio, resource_link",
    })
    void saysInTextWhatARevisionHasNoBlockFor(Revision revision, String sound, String link) throws Exception {
        JsonArray messages =
                Client.of(revision).result("prompts/get", "'name':'rich'").getJsonArray("messages");

        assertThat(messages.getJsonObject(0).getJsonObject("content").getString("type"))
                .isEqualTo(sound);
        assertThat(messages.getJsonObject(1).getJsonObject("content").getString("type"))
                .isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'ref':{'type':'ref/prompt','name':'trip'},'argument':{'name':'city','value':''} | []",
                "'ref':{'type':'ref/resource','uri':'crm://batches/{batch_id}/data'},'argument':{'name':'batch_id','value':'b'} | []",
                "'ref':{'type':'ref/resource','uri':'crm://flags/{batch_id}'},'argument':{'name':'batch_id','value':''} | [\"true\",\"false\"]",
                "'ref':{'type':'ref/resource','uri':'crm://flags/{batch_id}'},'argument':{'name':'batch_id','value':'f'} | [\"false\"]",
            })
    void completesWhatItKnowsTheValuesOf(String params, String values) throws Exception {
        JsonObject completion = modern.result("completion/complete", params).getJsonObject("completion");

        assertThat(completion.getJsonArray("values").encode()).isEqualTo(values);
        assertThat(completion.getInteger("total"))
                .isEqualTo(completion.getJsonArray("values").size());
        assertThat(completion.getBoolean("hasMore")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x':1 | params.ref: missing or wrong",
                "'ref':{'type':'ref/tool','name':'x'},'argument':{'name':'a','value':''} | params.ref: missing or wrong",
                "'ref':{'type':'ref/prompt','name':'none'},'argument':{'name':'a','value':''} | params.ref.name: unknown prompt 'none'",
                "'ref':{'type':'ref/resource','uri':'no://x'},'argument':{'name':'a','value':''} | params.ref.uri: unknown resource template",
                "'ref':{'type':'ref/prompt','name':'trip'},'argument':{'name':'a','value':''} | params.argument.name: unknown argument 'a'",
                "'ref':{'type':'ref/prompt','name':'trip'},'argument':{'name':'city'} | params.argument: missing or wrong",
                "'ref':{'type':'ref/prompt','name':'trip'},'argument':5 | params.argument: missing or wrong",
            })
    void refusesToCompleteWhatItDoesNotKnow(String params, String message) throws Exception {
        JsonObject error = modern.error("completion/complete", params);

        assertThat(error.getInteger("code")).isEqualTo(-32602);
        assertThat(error.getString("message")).startsWith(message);
    }
}
