package io.portolan.mcp;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.CacheHint;
import io.portolan.plan.FileFolder;
import io.portolan.plan.Flow;
import io.portolan.plan.Icon;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpPrompt.Argument;
import io.portolan.plan.McpPrompt.Role;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpTool;
import io.portolan.plan.McpTool.HeaderArgument;
import io.portolan.plan.McpTool.Hints;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.UriTemplate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One endpoint with something of everything, and an upstream behind it. */
public final class FullEndpoint {

    public static final FileFolder FILES = new FileFolder("src/test/resources/mcp", "files");

    private static final String MIXED = """
            --b-1
            Content-Type: text/plain

            one
            --b-1
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            cG5n
            --b-1
            Content-Type: text/plain
            Content-Location: crm://two

            two
            --b-1--
            """.replace("\n", "\r\n");

    private static final Icon ICON = new Icon("https://crm.example/i.png", "image/png", List.of("48x48"), "dark");

    /** Says more of its arguments than types, promises what it answers, and repeats arguments in headers. */
    public static final McpTool STRICT = new McpTool(
            "crm",
            "strict",
            "Strict",
            "Wants it right.",
            List.of(ICON),
            flow("strict", parameters("region", ValueType.STRING, "size", ValueType.INTEGER, "dry", ValueType.BOOLEAN)),
            parameters("region", ValueType.STRING, "size", ValueType.INTEGER, "dry", ValueType.BOOLEAN),
            "{\"type\":\"object\",\"properties\":{\"region\":{\"type\":\"string\",\"enum\":[\"eu\",\"us\",\"日本\"]},"
                    + "\"size\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":9},\"dry\":{\"type\":\"boolean\"}}}",
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}",
            List.of(
                    new HeaderArgument("Region", List.of("region"), ValueType.STRING),
                    new HeaderArgument("Size", List.of("size"), ValueType.INTEGER),
                    new HeaderArgument("Dry", List.of("dry"), ValueType.BOOLEAN)),
            new Hints(true, null, null, null),
            false,
            null,
            null);

    public static final McpEndpoint ENDPOINT = new McpEndpoint(
            "/mcp",
            "crm",
            "Ask for batches.",
            List.of(ICON),
            tools(),
            resources(),
            templates(),
            prompts(),
            CacheHint.NONE);

    /** Answers by the name of the flow. */
    public static final Invoker UPSTREAM = (namespace, invocation) -> answer(invocation);

    private static Future<Result> answer(Invocation invocation) {
        return switch (invocation.flow()) {
            case "crm.latest" -> answer("text/plain", "latest");
            case "crm.data" ->
                answer(
                        "application/json",
                        "{\"id\":\"" + invocation.arguments().getFirst().text() + "\"}");
            case "crm.gone" -> Future.succeededFuture(Fixture.result(404, "text/plain", "no"));
            case "crm.broken" -> Future.succeededFuture(Fixture.result(500, "text/plain", "oops"));
            case "crm.slow" -> Future.failedFuture(new Failure(Failure.Kind.TIMEOUT, "took too long"));
            case "crm.strict" -> answer("application/json", "{\"id\":\"s\"}");
            case "crm.picture" -> answer("image/png", "png");
            case "crm.sound" -> answer("audio/wav; rate=1", "wav");
            case "crm.mixed" -> Future.succeededFuture(Fixture.result(200, "multipart/mixed; boundary=\"b-1\"", MIXED));
            case "crm.located" ->
                Future.succeededFuture(new Result(
                        200,
                        "text/plain",
                        List.of(new Header("Content-Location", "crm://there")),
                        new Body.Whole(Buffer.buffer("found"))));
            default -> answer("application/json", "{\"flow\":\"" + invocation.flow() + "\"}");
        };
    }

    private static Future<Result> answer(String type, String body) {
        return Future.succeededFuture(Fixture.result(200, type, body));
    }

    private static SortedMap<String, McpTool> tools() {
        SortedMap<String, McpTool> tools = new TreeMap<>();
        tools.put("get-batch", Fixture.GET_BATCH);
        tools.put("strict", STRICT);
        for (String name : List.of("picture", "sound", "mixed", "located", "broken", "slow")) {
            tools.put(
                    name,
                    Fixture.tool(
                            name,
                            new Parameters(List.of(), null),
                            "{\"type\":\"object\",\"additionalProperties\":false}",
                            Hints.NONE));
        }
        return tools;
    }

    private static SortedMap<String, McpResource> resources() {
        SortedMap<String, McpResource> resources = new TreeMap<>();
        for (String name : List.of("latest", "gone", "broken", "slow")) {
            resources.put("crm://" + name, resource(name, "crm://" + name, null, false));
        }
        resources.put("crm://blob", resource("latest", "crm://blob", "image/png", true));
        resources.put(
                "docs://files",
                new McpResource(
                        "crm",
                        "files",
                        "Files",
                        "What is written down.",
                        List.of(),
                        UriTemplate.parse("docs://files"),
                        null,
                        false,
                        null,
                        new McpResource.Folder(FILES),
                        CacheHint.NONE,
                        null));
        return resources;
    }

    private static McpResource resource(String flow, String uri, String mimeType, boolean binary) {
        Parameters none = new Parameters(List.of(), null);
        return new McpResource(
                "crm",
                flow,
                "The " + flow,
                "What is " + flow + ".",
                List.of(ICON),
                UriTemplate.parse(uri),
                mimeType,
                binary,
                null,
                new McpResource.Operation(flow(flow, none), none),
                CacheHint.NONE,
                null);
    }

    private static SortedMap<String, McpResource> templates() {
        SortedMap<String, McpResource> templates = new TreeMap<>();
        for (Map.Entry<String, ValueType> template : Map.of(
                        "crm://batches/{batch_id}/data", ValueType.STRING,
                        "crm://flags/{batch_id}", ValueType.BOOLEAN)
                .entrySet()) {
            Parameters parameters =
                    new Parameters(List.of(new Parameter("batch_id", template.getValue(), true, null)), null);
            templates.put(
                    template.getKey(),
                    new McpResource(
                            "crm",
                            "data",
                            null,
                            "Of a batch.",
                            List.of(),
                            UriTemplate.parse(template.getKey()),
                            "application/json",
                            false,
                            null,
                            new McpResource.Operation(flow("data", parameters), parameters),
                            CacheHint.NONE,
                            null));
        }
        return templates;
    }

    private static SortedMap<String, McpPrompt> prompts() {
        List<Argument> none = List.of();
        List<Argument> arguments = List.of(
                new Argument("city", "City", "Where to.", true), new Argument("days", null, "How long.", false));
        SortedMap<String, McpPrompt> prompts = new TreeMap<>();
        prompts.put(
                "trip",
                prompt(
                        "trip",
                        arguments,
                        new McpPrompt.Messages(List.of(
                                message(Role.USER, arguments, "type", "text", "text", "To {{city}}, {{days}} days"),
                                message(Role.ASSISTANT, arguments, "type", "text", "text", "{{city}}")))));
        prompts.put("file", prompt("file", arguments, new McpPrompt.TextFile(FILES, "trip.md")));
        prompts.put("lost", prompt("lost", none, new McpPrompt.TextFile(FILES, "../outside.txt")));
        prompts.put(
                "rich",
                prompt(
                        "rich",
                        none,
                        new McpPrompt.Messages(List.of(
                                message(Role.USER, none, "type", "audio", "data", "d2F2", "mimeType", "audio/wav"),
                                message(
                                        Role.USER,
                                        none,
                                        "type",
                                        "resource_link",
                                        "uri",
                                        "crm://latest",
                                        "name",
                                        "latest")))));
        return prompts;
    }

    private static McpPrompt prompt(String name, List<Argument> arguments, McpPrompt.Wording wording) {
        return new McpPrompt("crm", name, "A " + name, "Says " + name + ".", List.of(), arguments, wording, null);
    }

    private static McpPrompt.Message message(Role role, List<Argument> arguments, String... members) {
        Map<String, JsonTemplate> content = new LinkedHashMap<>();
        for (int index = 0; index < members.length; index += 2) {
            Template text = McpPrompt.template(members[index + 1], arguments);
            content.put(members[index], new JsonTemplate.Leaf(text));
        }
        return new McpPrompt.Message(role, new JsonTemplate.Fields(content));
    }

    private static Flow flow(String name, Parameters parameters) {
        return new Flow("crm", name, "d1", parameters, List.of());
    }

    private static Parameters parameters(Object... namesAndTypes) {
        List<Parameter> all = new ArrayList<>();
        for (int index = 0; index < namesAndTypes.length; index += 2) {
            all.add(new Parameter((String) namesAndTypes[index], (ValueType) namesAndTypes[index + 1], false, null));
        }
        return new Parameters(all, null);
    }

    private FullEndpoint() {}
}
