package io.portolan.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server the capability offers. */
public sealed interface Exposes {

    String namespace();

    /** A REST adapter. */
    record Rest(
            String namespace,
            @Nullable String address,
            int port,
            @Nullable Authentication authentication,
            List<Input> inputParameters,
            List<Resource> resources)
            implements Exposes {

        public Rest {
            inputParameters = List.copyOf(inputParameters);
            resources = List.copyOf(resources);
        }
    }

    /** Operations of a REST adapter that share a path. */
    record Resource(String name, String path, List<Input> inputParameters, List<Operation> operations) {

        public Resource {
            inputParameters = List.copyOf(inputParameters);
            operations = List.copyOf(operations);
        }
    }

    /** One method of a REST resource. */
    record Operation(
            String name,
            String method,
            @Nullable String description,
            List<Input> inputParameters,
            @Nullable Call call,
            List<Output> outputParameters) {

        public Operation {
            inputParameters = List.copyOf(inputParameters);
            outputParameters = List.copyOf(outputParameters);
        }
    }

    /**
     * An MCP adapter.
     *
     * @param transport {@code http} or {@code stdio}; null when the file says nothing
     */
    record Mcp(
            String namespace,
            @Nullable String address,
            int port,
            @Nullable String transport,
            @Nullable String description,
            @Nullable Authentication authentication,
            List<Tool> tools)
            implements Exposes {

        public Mcp {
            tools = List.copyOf(tools);
        }
    }

    /** One MCP tool. */
    record Tool(
            String name,
            @Nullable String label,
            @Nullable String description,
            List<Input> inputParameters,
            @Nullable Hints hints,
            @Nullable Call call,
            List<Output> outputParameters) {

        public Tool {
            inputParameters = List.copyOf(inputParameters);
            outputParameters = List.copyOf(outputParameters);
        }
    }

    /** What a tool does to the world; null where the file says nothing. */
    record Hints(
            @Nullable Boolean readOnly,
            @Nullable Boolean destructive,
            @Nullable Boolean idempotent,
            @Nullable Boolean openWorld) {}

    /** An adapter of any other type, by the file's word. */
    record Other(String namespace, String type) implements Exposes {}

    /**
     * A call of a consumed operation.
     *
     * @param operation {@code namespace.name}
     * @param with arguments by the operation's parameter name, in the file's order; scalars as their text
     */
    record Call(String operation, Map<String, String> with) {

        public Call {
            with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        }
    }

    /** An input as an exposed operation or tool declares it. */
    record Input(
            String name,
            @Nullable String in,
            @Nullable String type,
            @Nullable String description,
            @Nullable Boolean required,
            @Nullable String value) {}

    /**
     * What an answer is made of.
     *
     * @param shaped whether it declares {@code properties} or {@code items}
     */
    record Output(
            @Nullable String name,
            @Nullable String type,
            @Nullable String mapping,
            @Nullable String value,
            boolean shaped) {}
}
