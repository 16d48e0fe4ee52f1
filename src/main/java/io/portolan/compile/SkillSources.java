package io.portolan.compile;

import io.portolan.plan.McpTool;
import io.portolan.plan.RestOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The adapters of one file whose operations and tools its skills may name. */
final class SkillSources {

    /** An adapter beside the skills. */
    sealed interface Source {

        /** The names of what it serves. */
        List<String> actions();
    }

    /** A REST adapter. */
    record Rest(int port, List<RestOperation> operations) implements Source {

        @Override
        public List<String> actions() {
            return operations.stream().map(RestOperation::name).toList();
        }
    }

    /** An MCP adapter, under the name that the process knows. */
    record Mcp(int port, String namespace, List<McpTool> tools) implements Source {

        @Override
        public List<String> actions() {
            return tools.stream().map(McpTool::name).toList();
        }
    }

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** @param namespace as the file spells it */
    void add(String namespace, Source source) {
        sources.putIfAbsent(namespace, source);
    }

    @Nullable
    Source find(String namespace) {
        return sources.get(namespace);
    }

    Set<String> namespaces() {
        return sources.keySet();
    }
}
