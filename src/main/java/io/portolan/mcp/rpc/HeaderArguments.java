package io.portolan.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.format.Quote;
import io.portolan.plan.McpTool.HeaderArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the arguments of a call against the headers that repeat them. */
public final class HeaderArguments {

    /** The first that is missing or differs; null when all agree. */
    public static @Nullable RpcError check(List<HeaderArgument> arguments, List<JsonMember> given, McpHeaders headers) {
        for (HeaderArgument argument : arguments) {
            String header = headers.param().apply(argument.name());
            JsonNode value = value(argument.path(), given);
            if (value == null && header != null) {
                return mismatch(argument, header, "none, for the argument is absent");
            }
            if (value != null && (header == null || !agrees(argument.type(), header, value))) {
                return mismatch(argument, header, "the value of the argument");
            }
        }
        return null;
    }

    /** An argument of a wrong type is left to the check of arguments: no header could be right. */
    private static boolean agrees(ValueType type, String header, JsonNode value) {
        if (type == ValueType.INTEGER) {
            return !value.isNumber() || MirroredValue.matchesNumber(header, JsonTree.text(value));
        }
        if (type == ValueType.BOOLEAN) {
            return !value.isBoolean() || MirroredValue.matches(header, value.asText());
        }
        return !value.isTextual() || MirroredValue.matches(header, value.textValue());
    }

    private static @Nullable JsonNode value(List<String> path, List<JsonMember> given) {
        JsonMember outermost = null;
        for (JsonMember member : given) {
            if (member.name().equals(path.getFirst())) {
                outermost = member;
            }
        }
        if (outermost == null || (path.size() > 1 && outermost.kind() != Kind.OBJECT)) {
            return null;
        }
        JsonNode value = JsonTree.read(outermost.bytes());
        for (String name : path.subList(1, path.size())) {
            value = value.path(name);
        }
        return value.isNull() || value.isMissingNode() ? null : value;
    }

    private static RpcError mismatch(HeaderArgument argument, @Nullable String header, String expected) {
        return RpcError.headerMismatch("header Mcp-Param-" + argument.name() + ": "
                + (header == null ? "missing" : Quote.of(header)) + " (expected: " + expected
                + ", as in params.arguments." + String.join(".", argument.path()) + ")");
    }

    private HeaderArguments() {}
}
