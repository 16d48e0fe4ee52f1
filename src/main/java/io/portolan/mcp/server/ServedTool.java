package io.portolan.mcp.server;

import io.portolan.bus.Body;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.McpTool;
import io.portolan.plan.Parameter;
import io.portolan.telemetry.CallMeter;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One tool, ready to be called.
 *
 * @param positions of its arguments by name; the body's is the one behind the last
 */
public record ServedTool(McpTool tool, Map<String, Integer> positions, CallMeter meter) {

    private static final String PLACE = "argument";

    static ServedTool of(McpTool tool, CallMeter meter) {
        Map<String, Integer> positions = new TreeMap<>();
        for (Parameter parameter : tool.parameters().all()) {
            positions.put(parameter.name(), positions.size());
        }
        Parameter body = tool.parameters().body();
        if (body != null) {
            positions.put(body.name(), positions.size());
        }
        return new ServedTool(tool, Map.copyOf(positions), meter);
    }

    /** The arguments of a call, or everything that is wrong with them. */
    Arguments bind(List<JsonMember> given) {
        ArgumentsBuilder arguments = new ArgumentsBuilder(tool.parameters(), PLACE);
        BitSet seen = new BitSet();
        for (JsonMember member : given) {
            Integer position = positions.get(member.name());
            if (position == null) {
                arguments.fault(PLACE, Quote.of(member.name()), unknown(member.name()));
            } else if (seen.get(position)) {
                arguments.fault(PLACE, member.name(), "given more than once (expected: once)");
            } else if (position < tool.parameters().all().size()) {
                arguments.json(position, member.kind(), value(member));
                seen.set(position);
            } else {
                seen.set(position);
            }
        }
        JsonMember body = bodyMember(given);
        return arguments.body(PLACE, body == null ? null : body.kind()).finish();
    }

    /** The request body, exactly as the client wrote it; null when it gave none. */
    @Nullable
    Body body(List<JsonMember> given) {
        JsonMember body = bodyMember(given);
        return body == null ? null : new Body.Whole(body.bytes());
    }

    private @Nullable JsonMember bodyMember(List<JsonMember> given) {
        Parameter body = tool.parameters().body();
        if (body == null) {
            return null;
        }
        for (JsonMember member : given) {
            if (member.name().equals(body.name())) {
                // Models write null for what they leave out; only a body of any type can mean it.
                return member.kind() == Kind.NULL && body.type() != ValueType.ANY ? null : member;
            }
        }
        return null;
    }

    private static @Nullable Value value(JsonMember member) {
        return switch (member.kind()) {
            case NULL -> null;
            case ARRAY, OBJECT -> new Value.Json(member.bytes());
            case STRING -> new Value.Text(String.valueOf(member.text()));
            case NUMBER, BOOLEAN -> new Value.Literal(String.valueOf(member.text()));
        };
    }

    private String unknown(String name) {
        String nearest = Nearest.to(name, positions.keySet());
        if (nearest != null) {
            return "unknown argument (did you mean " + Quote.of(nearest) + "?)";
        }
        return positions.isEmpty()
                ? "unknown argument (expected: none)"
                : "unknown argument (expected: "
                        + String.join(", ", positions.keySet().stream().sorted().toList()) + ")";
    }
}
