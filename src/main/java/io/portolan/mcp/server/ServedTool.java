package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.bus.Body;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.JsonRpcMessage.Params;
import io.portolan.mcp.schema.LazySchema;
import io.portolan.mcp.schema.PlainSchema;
import io.portolan.mcp.schema.SchemaFault;
import io.portolan.mcp.schema.ValueSchema;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Flow;
import io.portolan.plan.InputFault;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpTool;
import io.portolan.plan.Parameter;
import io.portolan.telemetry.CallMeter;
import io.portolan.telemetry.CallRecorder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One tool, ready to be called. */
final class ServedTool {

    private static final String PLACE = "argument";

    private final McpTool tool;
    private final CallMeter meter;

    /** Of its arguments by name; the body's is the one behind the last. */
    private final Map<String, Integer> positions;

    private final LazySchema schema;
    private final LazySchema promised;

    private ServedTool(McpTool tool, Map<String, Integer> positions, CallMeter meter) {
        this.tool = tool;
        this.positions = Map.copyOf(positions);
        this.meter = meter;
        schema = new LazySchema(() -> PlainSchema.beyond(tool));
        promised = new LazySchema(tool::outputSchema);
    }

    static ServedTool of(McpTool tool, CallMeter meter) {
        Map<String, Integer> positions = new TreeMap<>();
        for (Parameter parameter : tool.parameters().all()) {
            positions.put(parameter.name(), positions.size());
        }
        Parameter body = tool.parameters().body();
        if (body != null) {
            positions.put(body.name(), positions.size());
        }
        return new ServedTool(tool, positions, meter);
    }

    /** Those of an endpoint by the names it lists them under. */
    static Map<String, ServedTool> all(McpEndpoint endpoint, CallRecorder recorder) {
        Map<String, ServedTool> all = new HashMap<>();
        endpoint.tools().forEach((name, tool) -> {
            Flow flow = tool.flow();
            all.put(name, of(tool, recorder.meter(flow.namespace(), flow.name(), "mcp")));
        });
        return all;
    }

    McpTool tool() {
        return tool;
    }

    CallMeter meter() {
        return meter;
    }

    /** What every answer that is no failure conforms to; null where nothing is promised. */
    @Nullable
    ValueSchema promised() {
        return promised.get();
    }

    /** The arguments of a call, or everything that is wrong with them. */
    Arguments bind(Params params) {
        Arguments bound = bind(params.argumentMembers());
        ValueSchema more = schema.get();
        if (more == null) {
            return bound;
        }
        List<InputFault> faults = new ArrayList<>();
        if (bound instanceof Arguments.Refused refused) {
            faults.addAll(refused.faults());
        }
        Set<String> told = faults.stream().map(InputFault::name).collect(Collectors.toSet());
        for (SchemaFault fault : faults(more, params.argumentMembers())) {
            if (!told.contains(fault.root())) {
                faults.add(new InputFault(PLACE, fault.path().isEmpty() ? "arguments" : fault.path(), fault.detail()));
            }
        }
        return faults.isEmpty() ? bound : new Arguments.Refused(faults);
    }

    /** Models write null for what they leave out, so it counts as absent unless the schema wants it. */
    private static List<SchemaFault> faults(ValueSchema schema, List<JsonMember> given) {
        List<SchemaFault> faults = schema.check(tree(given, false));
        boolean nulls = given.stream().anyMatch(member -> member.kind() == Kind.NULL);
        return faults.isEmpty() || !nulls || !schema.check(tree(given, true)).isEmpty() ? faults : List.of();
    }

    private static ObjectNode tree(List<JsonMember> given, boolean nulls) {
        ObjectNode tree = JsonTree.NODES.objectNode();
        for (JsonMember member : given) {
            if (nulls || member.kind() != Kind.NULL) {
                tree.set(member.name(), JsonTree.read(member.bytes()));
            }
        }
        return tree;
    }

    private Arguments bind(List<JsonMember> given) {
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
