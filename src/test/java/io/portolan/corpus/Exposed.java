package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.corpus.Route.Refusal;
import java.util.List;
import java.util.Map;

/**
 * One exposed REST operation or MCP tool.
 *
 * @param served the namespace under which this process serves the adapter
 * @param adapter the namespace in the file
 * @param path of a REST operation, empty for a tool
 * @param method of a REST operation, empty for a tool
 * @param nth how many calls of the same operation come before it in its adapter
 * @param inputs what it declares itself, by name
 */
record Exposed(
        CapabilityFile file,
        Surface surface,
        String served,
        String adapter,
        String method,
        String path,
        String name,
        int nth,
        Map<String, JsonNode> inputs,
        JsonNode node) {

    enum Surface {
        REST,
        MCP
    }

    boolean rest() {
        return surface == Surface.REST;
    }

    /** {@code namespace.operation}, empty when it calls nothing. */
    String call() {
        return node.path("call").asText("");
    }

    /** One name for several definitions: the one with this method and path, otherwise the n-th call is the n-th. */
    Definition called() {
        if (call().isEmpty()) {
            throw new Refusal("nothing to do", node);
        }
        List<Definition> definitions = file.definitions().get(call());
        if (definitions == null) {
            throw new Refusal("calls what is not there", node);
        }
        List<Definition> same = definitions.stream()
                .filter(one -> one.method().equals(method)
                        && Spelling.normal(one.path()).equals(Spelling.normal(path)))
                .toList();
        if (definitions.size() == 1 || same.size() != 1) {
            return definitions.get(Math.min(nth, definitions.size() - 1));
        }
        return same.getFirst();
    }

    /** Method and path, with placeholders alike; the same for two that claim one route. */
    String shape() {
        return method + " " + Spelling.shape(path).replaceFirst("/+$", "");
    }

    @Override
    public String toString() {
        return file.name() + " " + (rest() ? method + " /" + served + path : "/mcp/" + served + " " + name);
    }
}
