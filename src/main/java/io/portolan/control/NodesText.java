package io.portolan.control;

import io.portolan.bus.node.NodeView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The nodes of the cluster, as {@code /cluster} shows them. */
final class NodesText {

    private static final List<String> COLUMNS =
            List.of("NODE", "STATE", "ROLES", "VERSION", "NAMESPACES", "FLOWS", "IN FLIGHT", "LAST BEAT");

    private NodesText() {}

    /** A table, the node that was asked first and marked. */
    static String table(List<NodeView> nodes) {
        if (nodes.isEmpty()) {
            return "this process is in no cluster\n";
        }
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        nodes.forEach(node -> rows.add(row(node)));
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    static JsonObject json(List<NodeView> nodes) {
        JsonArray all = new JsonArray();
        nodes.forEach(node -> all.add(json(node)));
        return new JsonObject().put("clustered", !nodes.isEmpty()).put("nodes", all);
    }

    private static JsonObject json(NodeView node) {
        return new JsonObject()
                .put("id", node.id())
                .put("name", node.name())
                .put("self", node.self())
                .put("state", state(node))
                .put("roles", new JsonArray(node.roles()))
                .put("version", node.version())
                .put("namespaces", node.namespaces())
                .put("flows", node.flows())
                .put("inFlight", node.inFlight())
                .put("beatAgeMs", node.beatAgeMs());
    }

    private static List<String> row(NodeView node) {
        return List.of(
                node.name() + (node.self() ? " *" : ""),
                state(node),
                String.join(",", node.roles()),
                node.version(),
                Integer.toString(node.namespaces()),
                Integer.toString(node.flows()),
                Integer.toString(node.inFlight()),
                node.self() ? "" : String.format(Locale.ROOT, "%.1f s ago", node.beatAgeMs() / 1000.0));
    }

    private static String state(NodeView node) {
        return node.state().name().toLowerCase(Locale.ROOT);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
