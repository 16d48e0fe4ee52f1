package io.portolan.compile;

import io.portolan.expr.ValueType;
import io.portolan.plan.McpTool.HeaderArgument;
import io.portolan.spec.Content;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The arguments that clients repeat in a header: {@code x-mcp-header} in the schema of a tool's arguments. Clients drop a
 * tool that breaks the rules of it (MCP 2026-07-28), so that it is an error here.
 */
final class McpHeaders {

    static final String KEYWORD = "x-mcp-header";

    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Set<ValueType> TYPES = Set.of(ValueType.STRING, ValueType.INTEGER, ValueType.BOOLEAN);

    /** Schemas by name, none of which an argument's path leads to. */
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("$defs", "definitions", "patternProperties", "dependentSchemas");

    /** Values, and not schemas. */
    private static final Set<String> VALUES = Set.of("const", "default", "enum", "examples", "required");

    private final String where;
    private final ProblemLog log;
    private final List<HeaderArgument> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private McpHeaders(String where, ProblemLog log) {
        this.where = where;
        this.log = log;
    }

    /** Those of a schema, in its order; what is wrong with one is said there. */
    static List<HeaderArgument> of(Content.Fields schema, String where, ProblemLog log) {
        McpHeaders headers = new McpHeaders(where, log);
        headers.schema(schema, List.of(), true);
        return List.copyOf(headers.found);
    }

    private void schema(Content.Fields schema, List<String> path, boolean reachable) {
        schema.fields().forEach((keyword, value) -> {
            if (keyword.equals(KEYWORD)) {
                header(value, schema, path, reachable);
            } else if (keyword.equals("properties") || NAMED_SCHEMAS.contains(keyword)) {
                boolean leads = reachable && keyword.equals("properties");
                named(value, path, leads);
            } else if (!VALUES.contains(keyword)) {
                inside(value);
            }
        });
    }

    private void named(Content schemas, List<String> path, boolean reachable) {
        if (schemas instanceof Content.Fields fields) {
            for (Map.Entry<String, Content> entry : fields.fields().entrySet()) {
                if (entry.getValue() instanceof Content.Fields schema) {
                    List<String> deeper = new ArrayList<>(path);
                    deeper.add(entry.getKey());
                    schema(schema, deeper, reachable);
                }
            }
        }
    }

    /** A schema or a list of such under any other keyword. */
    private void inside(Content value) {
        switch (value) {
            case Content.Fields schema -> schema(schema, List.of(), false);
            case Content.Items items -> items.items().forEach(this::inside);
            case Content.Text text -> {}
            case Content.Literal literal -> {}
        }
    }

    private void header(Content value, Content.Fields schema, List<String> path, boolean reachable) {
        String name = value instanceof Content.Text text ? text.text() : "";
        ValueType type = schema.fields().get("type") instanceof Content.Text word
                ? Types.of(word.text(), ValueType.ANY)
                : ValueType.ANY;
        if (!reachable || path.isEmpty()) {
            log.error(where, KEYWORD + " stands where no argument is (expected: below 'properties' alone)");
        } else if (!TOKEN.matcher(name).matches()) {
            log.error(where, KEYWORD + " " + Problem.quoted(name) + " (expected: the name of a header, RFC 9110)");
        } else if (!TYPES.contains(type)) {
            log.error(
                    where,
                    KEYWORD + " on '" + String.join(".", path)
                            + "' (expected: an argument of type string, integer or boolean)");
        } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
            log.error(
                    where, KEYWORD + " " + Problem.quoted(name) + " is given twice (expected: one argument a header)");
        } else {
            found.add(new HeaderArgument(name, path, type));
        }
    }
}
