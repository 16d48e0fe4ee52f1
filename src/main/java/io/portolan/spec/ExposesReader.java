package io.portolan.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code exposes}. */
final class ExposesReader {

    private static final Keys REST = Keys.of(
            "type", "namespace", "description", "address", "port", "authentication", "inputParameters", "resources");
    private static final Keys RESOURCE = Keys.of(
                    "name", "label", "description", "tags", "path", "inputParameters", "operations")
            .unsupported("forward", "operations");
    private static final Keys OPERATION = flow(Keys.of(
            "name", "label", "description", "tags", "method", "inputParameters", "call", "with", "outputParameters"));
    private static final Keys MCP = Keys.of(
                    "type", "namespace", "description", "address", "port", "transport", "authentication", "tools")
            .unsupported("resources", "tools")
            .unsupported("prompts", "tools");
    private static final Keys TOOL = flow(Keys.of(
            "name", "label", "description", "tags", "inputParameters", "hints", "call", "with", "outputParameters"));
    private static final Keys HINTS = Keys.of("readOnly", "destructive", "idempotent", "openWorld");
    private static final Keys INPUT =
            Keys.of("name", "in", "type", "description", "required", "value").ignored("pattern");
    private static final Keys OUTPUT = Keys.of("name", "type", "description", "mapping", "value", "properties", "items")
            .ignored("const");

    /** Exactly one dot. */
    private static final Pattern OPERATION_NAME = Pattern.compile("[^.\\s]+\\.[^.\\s]+");

    private ExposesReader() {}

    static Exposes read(MappingReader in) {
        String type = in.requiredText("type", "rest or mcp");
        return switch (type) {
            case "rest" -> rest(in.expect(REST));
            case "mcp" -> mcp(in.expect(MCP));
            default -> new Exposes.Other(in.textOrEmpty("namespace"), type);
        };
    }

    private static Keys flow(Keys keys) {
        return keys.unsupported("steps", "call").unsupported("ref", "call").unsupported("mappings", "outputParameters");
    }

    private static Exposes.Rest rest(MappingReader in) {
        return new Exposes.Rest(
                namespace(in),
                in.text("address"),
                in.requiredPort("port"),
                AuthenticationReader.read(in),
                in.list("inputParameters", ExposesReader::input),
                in.list("resources", ExposesReader::resource));
    }

    private static Exposes.Resource resource(MappingReader in) {
        in.expect(RESOURCE);
        if (!in.has("operations") && !in.has("forward")) {
            in.missing("operations", "the operations of the path");
        }
        return new Exposes.Resource(
                in.textOrEmpty("name"),
                in.requiredText("path", "the path to serve"),
                in.list("inputParameters", ExposesReader::input),
                in.list("operations", ExposesReader::operation),
                null);
    }

    private static Exposes.Operation operation(MappingReader in) {
        in.expect(OPERATION);
        return new Exposes.Operation(
                in.textOrEmpty("name"),
                in.requiredWord("method", Words.METHODS),
                in.text("description"),
                in.list("inputParameters", ExposesReader::input),
                action(in),
                in.list("outputParameters", ExposesReader::output));
    }

    private static Exposes.Mcp mcp(MappingReader in) {
        String transport = in.word("transport", List.of("http", "stdio"));
        boolean stdio = "stdio".equals(transport);
        return new Exposes.Mcp(
                namespace(in),
                in.text("address"),
                stdio ? in.port("port") : in.requiredPort("port"),
                transport,
                in.text("description"),
                AuthenticationReader.read(in),
                in.requiredList("tools", "the tools to serve", ExposesReader::tool));
    }

    private static Exposes.Tool tool(MappingReader in) {
        in.expect(TOOL);
        return new Exposes.Tool(
                in.requiredText("name", "the tool's name"),
                in.text("label"),
                in.text("description"),
                in.list("inputParameters", ExposesReader::input),
                hints(in.mapping("hints")),
                action(in),
                in.list("outputParameters", ExposesReader::output));
    }

    private static String namespace(MappingReader in) {
        return in.requiredText("namespace", "a name for the adapter");
    }

    private static Exposes.@Nullable Hints hints(@Nullable MappingReader in) {
        if (in == null) {
            return null;
        }
        in.expect(HINTS);
        return new Exposes.Hints(
                in.flag("readOnly"), in.flag("destructive"), in.flag("idempotent"), in.flag("openWorld"));
    }

    private static Action action(MappingReader in) {
        Map<String, String> with = in.textsByKey("with");
        if (!in.has("call")) {
            return new Action.None();
        }
        Map<String, Content> content = new LinkedHashMap<>();
        with.forEach((name, text) -> content.put(name, new Content.Text(text)));
        return new Action.Call(in.matching("call", OPERATION_NAME, "namespace.operation"), content);
    }

    private static Exposes.Input input(MappingReader in) {
        in.expect(INPUT);
        return new Exposes.Input(
                in.requiredText("name", "the parameter's name"),
                in.word("in", Words.PLACES),
                in.word("type", Words.TYPES),
                in.text("description"),
                in.flag("required"),
                in.has("value") ? new Content.Text(String.valueOf(in.text("value"))) : null,
                null);
    }

    private static Output output(MappingReader in) {
        in.expect(OUTPUT);
        return new Output(
                in.text("name"),
                in.word("type", Words.TYPES),
                in.text("mapping"),
                in.has("value") ? new Content.Text(String.valueOf(in.text("value"))) : null,
                Map.of(),
                in.has("properties") || in.has("items")
                        ? new Output(null, null, null, null, Map.of(), null, null)
                        : null,
                null);
    }
}
