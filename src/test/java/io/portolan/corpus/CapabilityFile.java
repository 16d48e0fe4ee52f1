package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.corpus.Definition.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One capability file as the oracle reads it.
 *
 * @param name relative to the folder
 * @param refusal why nothing of it can be served, null when something can
 * @param definitions consumed operations by {@code namespace.name}, in the order of the file
 */
record CapabilityFile(
        Path path,
        String name,
        @Nullable YamlTree tree,
        @Nullable String refusal,
        Map<String, List<Definition>> definitions) {

    /** An adapter, the namespace it is served as, and how often it has called each operation so far. */
    private record Adapter(JsonNode node, String served, Map<String, Integer> calls) {}

    static CapabilityFile read(Path folder, Path file) {
        String name = folder.relativize(file).toString();
        YamlTree tree;
        try {
            String text = Files.readString(file);
            if (text.contains("\n# --- truncated at ")) {
                return new CapabilityFile(file, name, null, "cut by the page", Map.of());
            }
            tree = YamlTree.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (YamlEngineException e) {
            return new CapabilityFile(file, name, null, "no YAML", Map.of());
        }
        JsonNode root = tree.root();
        if (!root.has("naftiko") && !root.has("ikanos")) {
            return new CapabilityFile(file, name, tree, "no marker", Map.of());
        }
        CapabilityFile read = new CapabilityFile(file, name, tree, null, new LinkedHashMap<>());
        for (JsonNode section : read.capability().path("consumes")) {
            read.consume(section);
        }
        return read;
    }

    /** The capability, which newer files need not nest. */
    JsonNode capability() {
        JsonNode root = tree().root();
        return root.has("capability") ? root.path("capability") : root;
    }

    /** What it exposes, under the names that {@code served} gives its adapters' namespaces. */
    List<Exposed> exposed(UnaryOperator<String> rest, UnaryOperator<String> mcp) {
        List<Exposed> all = new ArrayList<>();
        for (JsonNode adapter : refusal == null ? capability().path("exposes") : List.<JsonNode>of()) {
            String namespace = adapter.path("namespace").asText();
            if (List.of("rest", "http", "api").contains(adapter.path("type").asText())) {
                rest(new Adapter(adapter, rest.apply(namespace), new HashMap<>()), all);
            } else if (adapter.path("type").asText().equals("mcp")) {
                Adapter served = new Adapter(adapter, mcp.apply(namespace), new HashMap<>());
                for (JsonNode tool : named(adapter.path("tools"))) {
                    all.add(exposed(served, "", tool, inputs(tool)));
                }
            }
        }
        return all;
    }

    private void rest(Adapter adapter, List<Exposed> all) {
        for (JsonNode resource : named(adapter.node().path("resources"))) {
            for (JsonNode operation : named(resource.path("operations"))) {
                Map<String, JsonNode> inputs = inputs(adapter.node());
                inputs.putAll(inputs(resource));
                inputs.putAll(inputs(operation));
                String path = resource.path("path").asText();
                all.add(exposed(adapter, path, operation, inputs));
            }
        }
    }

    private Exposed exposed(Adapter adapter, String path, JsonNode node, Map<String, JsonNode> inputs) {
        int nth = adapter.calls().merge(node.path("call").asText(""), 1, Integer::sum) - 1;
        boolean rest = !adapter.node().path("type").asText().equals("mcp");
        return new Exposed(
                this,
                rest ? Exposed.Surface.REST : Exposed.Surface.MCP,
                adapter.served(),
                adapter.node().path("namespace").asText(),
                node.path("method").asText("").toUpperCase(Locale.ROOT),
                path,
                node.path("name").asText(),
                nth,
                inputs,
                node);
    }

    private void consume(JsonNode section) {
        if (section.has("import")) {
            String from = section.path("from").asText(section.path("location").asText());
            Path source = path.resolveSibling(from.replaceFirst("^file://", "")).normalize();
            if (Files.exists(source)) {
                take(CapabilityFile.read(path.getParent(), source), section);
            }
            return;
        }
        String namespace = section.path("namespace").asText();
        for (JsonNode resource : named(section.path("resources"))) {
            for (JsonNode operation : named(resource.path("operations"))) {
                define(namespace, section, resource, operation);
            }
        }
    }

    private void take(CapabilityFile source, JsonNode entry) {
        String wanted = entry.path("import").asText();
        String here = entry.path("as").asText(wanted);
        source.definitions().forEach((name, list) -> {
            if (name.startsWith(wanted + ".")) {
                definitions.put(here + name.substring(wanted.length()), list);
            }
        });
    }

    private void define(String namespace, JsonNode section, JsonNode resource, JsonNode operation) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (JsonNode owner : List.of(operation, resource, section)) {
            for (JsonNode parameter : named(owner.path("inputParameters"))) {
                Parameter read = Parameter.of(parameter);
                parameters.putIfAbsent(read.in() + " " + read.name(), read);
            }
        }
        JsonNode authentication = section.has("authentication") ? section.get("authentication") : section.get("auth");
        Definition definition = new Definition(
                namespace,
                basePath(section.path("baseUri").asText()),
                authentication,
                operation.path("name").asText(),
                operation.path("method").asText("GET").toUpperCase(Locale.ROOT),
                joined(resource.path("path").asText(""), operation.path("path").asText("")),
                List.copyOf(parameters.values()),
                operation.get("body"),
                operation);
        definitions
                .computeIfAbsent(namespace + "." + definition.name(), first -> new ArrayList<>())
                .add(definition);
    }

    /** An operation's own path repeats the resource's, or goes behind it. */
    private static String joined(String resource, String own) {
        if (own.isEmpty() || own.equals(resource) || own.startsWith(resource + "/") || own.startsWith(resource + "?")) {
            return own.isEmpty() ? resource : own;
        }
        String base = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
        return own.startsWith("/") ? base + own : base + "/" + own;
    }

    private static String basePath(String baseUri) {
        String path = baseUri.isEmpty() ? "" : URI.create(baseUri).getRawPath();
        return path.replaceFirst("/+$", "");
    }

    private static Map<String, JsonNode> inputs(JsonNode owner) {
        Map<String, JsonNode> inputs = new LinkedHashMap<>();
        named(owner.path("inputParameters"))
                .forEach(input -> inputs.put(input.path("name").asText(), input));
        return inputs;
    }

    /** A list of parts with names, or a mapping by name, as a list. */
    static List<JsonNode> named(JsonNode parts) {
        List<JsonNode> list = new ArrayList<>();
        if (parts.isArray()) {
            parts.forEach(list::add);
        }
        parts.properties().forEach(part -> {
            ((ObjectNode) part.getValue()).put("name", part.getKey());
            list.add(part.getValue());
        });
        return list;
    }
}
