package io.portolan.spec.read;

import io.portolan.format.Nearest;
import io.portolan.spec.Action;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an adapter of type {@code mcp}. */
final class McpReader {

    private static final Keys MCP = ExposesReader.ADAPTER.and(
            List.of("transport", "tools", "resources", "prompts", "icons", "maxBinarySize", "ttlMs", "cacheScope"));
    private static final Keys TOOL = Keys.describedBy(
                    "name",
                    "icons",
                    "inputParameters",
                    "inputSchema",
                    "hints",
                    "outputParameters",
                    "semantics",
                    "outputRawFormat",
                    "outputMediaType",
                    "maxBinarySize",
                    "deprecated")
            .and(ActionReader.KEYS);
    private static final Keys HINTS = Keys.of("readOnly", "destructive", "idempotent", "openWorld", "title");

    private static final List<String> SCOPES = List.of("public", "private");
    private static final String MILLISECONDS = "milliseconds, 0 or more";

    private McpReader() {}

    static Exposes.Mcp read(MappingReader in) {
        in.expect(MCP);
        String transport = transport(in);
        if (!in.has("tools") && !in.has("resources") && !in.has("prompts")) {
            in.missing("tools", "the tools to serve");
        }
        return new Exposes.Mcp(
                ExposesReader.namespace(in, "mcp"),
                in.text("address"),
                Words.port(in, "stdio".equals(transport) ? 0 : 9090),
                transport,
                in.remark("description"),
                AuthenticationReader.read(in),
                IconReader.list(in),
                in.named("tools", TOOL, McpReader::tool),
                McpResourceReader.list(in),
                PromptReader.list(in),
                new Exposes.Caching(ttl(in), scope(in)),
                in.remark("maxBinarySize"));
    }

    private static @Nullable String transport(MappingReader in) {
        String word = in.text("transport");
        if (word == null) {
            return null;
        }
        return switch (word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "http" -> "http";
            case "stdio" -> "stdio";
            case "https", "streamablehttp", "streaminghttp", "httpstream", "sse", "httpsse" -> {
                in.note("transport", Problem.quoted(word) + " is served as streamable HTTP");
                yield "http";
            }
            default -> {
                Words.unknown(in, "transport", word, List.of("http", "stdio"));
                yield null;
            }
        };
    }

    private static @Nullable Long ttl(MappingReader in) {
        String text = in.remark("ttlMs", MILLISECONDS);
        if (text == null || text.matches("[0-9]{1,15}")) {
            return text == null ? null : Long.valueOf(text);
        }
        in.warning("ttlMs", "expected " + MILLISECONDS + ", found " + Problem.quoted(text));
        return null;
    }

    /** Of two words the one that shares less, when it is neither. */
    private static @Nullable String scope(MappingReader in) {
        String text = in.remark("cacheScope");
        String word = text == null ? null : text.strip().toLowerCase(Locale.ROOT);
        if (word == null || SCOPES.contains(word)) {
            return word;
        }
        in.warning(
                "cacheScope",
                "unknown value " + Problem.quoted(word) + Nearest.hint(word, SCOPES) + ", taken as 'private'");
        return "private";
    }

    private static Exposes.Tool tool(MappingReader in) {
        in.expect(TOOL);
        Action action = ActionReader.read(in);
        MappingReader hints = in.mapping("hints");
        return new Exposes.Tool(
                name(in, action),
                in.remark(in.either("label", "display", "title")),
                in.remark("description"),
                IconReader.list(in),
                InputReader.list(in),
                in.content("inputSchema"),
                hints == null ? null : hints(hints),
                action,
                OutputReader.list(in),
                in.remark("maxBinarySize"));
    }

    /** A tool without a name is called like what it calls. */
    private static String name(MappingReader in, Action action) {
        String name = in.name();
        if (!name.isEmpty()) {
            return name;
        }
        String called = switch (action) {
            case Action.Call call -> call.operation();
            case Action.Ref ref -> ref.flow();
            case Action.None none -> "";
            case Action.Steps steps -> "";
        };
        if (called.isEmpty()) {
            in.missing("name", "the tool's name");
            return "";
        }
        String made = called.substring(called.indexOf('.') + 1);
        in.warning("missing key 'name' (expected: the tool's name); it is called " + Problem.quoted(made));
        return made;
    }

    private static Exposes.Hints hints(MappingReader in) {
        in.expect(HINTS);
        return new Exposes.Hints(
                Words.flag(in, "readOnly"),
                Words.flag(in, "destructive"),
                Words.flag(in, "idempotent"),
                Words.flag(in, "openWorld"));
    }
}
