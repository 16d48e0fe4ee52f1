package io.portolan.spec.read;

import io.portolan.spec.yaml.MappingReader;
import java.util.Map;
import java.util.Objects;

/** Says what a file that is no capability seems to be, by the keys that other vocabularies begin with. */
final class ForeignFile {

    private static final Map<String, String> VOCABULARIES = Map.ofEntries(
            Map.entry("openapi", "an OpenAPI document"),
            Map.entry("swagger", "an OpenAPI document"),
            Map.entry("asyncapi", "an AsyncAPI document"),
            Map.entry("arazzo", "an Arazzo document"),
            Map.entry("apiVersion", "a manifest of Kubernetes or Backstage"),
            Map.entry("kind", "a manifest of Kubernetes or Backstage"),
            Map.entry("aid", "an APIs.json index"),
            Map.entry("apis", "an APIs.json index"),
            Map.entry("services", "a Compose file"),
            Map.entry("jobs", "a workflow of a build server"),
            Map.entry("on", "a workflow of a build server"),
            Map.entry("$schema", "a JSON Schema"),
            Map.entry("rules", "a set of lint rules"),
            Map.entry("extends", "a set of lint rules"),
            Map.entry("mcpServers", "settings of an MCP client"),
            Map.entry("orchestration", "a workflow in another vocabulary"),
            Map.entry("workflow", "a workflow in another vocabulary"),
            Map.entry("workflows", "a workflow in another vocabulary"),
            Map.entry("steps", "a workflow in another vocabulary"),
            Map.entry("stages", "a workflow in another vocabulary"),
            Map.entry("operations", "a list of operations in another vocabulary"),
            Map.entry("endpoints", "a list of operations in another vocabulary"));

    private ForeignFile() {}

    /** What the keys of a mapping speak of. */
    static String seems(MappingReader in) {
        return in.keys().stream()
                .map(VOCABULARIES::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("a file in another vocabulary");
    }
}
