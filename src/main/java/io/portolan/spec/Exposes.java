package io.portolan.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server the capability offers. */
public sealed interface Exposes {

    String namespace();

    /** A REST adapter; {@code api} and {@code http} in older files. */
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

    /**
     * Operations of a REST adapter that share a path.
     *
     * @param forward where requests go that none of the operations takes; null for nowhere
     */
    record Resource(
            String name,
            String path,
            List<Input> inputParameters,
            List<Operation> operations,
            @Nullable Forward forward) {

        public Resource {
            inputParameters = List.copyOf(inputParameters);
            operations = List.copyOf(operations);
        }
    }

    /**
     * Hands requests to a consumed API as they are.
     *
     * @param trustedHeaders the only headers that are handed on
     */
    record Forward(String targetNamespace, List<String> trustedHeaders) {

        public Forward {
            trustedHeaders = List.copyOf(trustedHeaders);
        }
    }

    /** One method of a REST resource; without a name it is empty. */
    record Operation(
            String name,
            String method,
            @Nullable String description,
            List<Input> inputParameters,
            Action action,
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
     * @param maxBinarySize as the file spells it, of tools and resources that do not say it themselves
     */
    record Mcp(
            String namespace,
            @Nullable String address,
            int port,
            @Nullable String transport,
            @Nullable String description,
            @Nullable Authentication authentication,
            List<Offered.Icon> icons,
            List<Tool> tools,
            List<Offered.Resource> resources,
            List<Offered.Prompt> prompts,
            Caching caching,
            @Nullable String maxBinarySize)
            implements Exposes {

        public Mcp {
            icons = List.copyOf(icons);
            tools = List.copyOf(tools);
            resources = List.copyOf(resources);
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * What clients may keep; null where the file says nothing.
     *
     * @param ttlMs in milliseconds
     * @param scope {@code public} or {@code private}
     */
    record Caching(@Nullable Long ttlMs, @Nullable String scope) {}

    /**
     * One MCP tool.
     *
     * @param inputSchema JSON Schema of all arguments, instead of {@code inputParameters}
     */
    record Tool(
            String name,
            @Nullable String label,
            @Nullable String description,
            List<Offered.Icon> icons,
            List<Input> inputParameters,
            @Nullable Content inputSchema,
            @Nullable Hints hints,
            Action action,
            List<Output> outputParameters,
            @Nullable String maxBinarySize) {

        public Tool {
            icons = List.copyOf(icons);
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

    /** An adapter that lists skills; it runs nothing. */
    record Skills(
            String namespace,
            @Nullable String address,
            int port,
            @Nullable String description,
            @Nullable Authentication authentication,
            List<Skill> skills)
            implements Exposes {

        public Skills {
            skills = List.copyOf(skills);
        }
    }

    /**
     * One skill.
     *
     * @param location a folder with the skill's files, as the file spells it
     * @param properties what else the file says of it, such as {@code license} or {@code allowed-tools}, as it is
     */
    record Skill(
            String name,
            @Nullable String description,
            @Nullable String location,
            Map<String, Content> properties,
            List<SkillTool> tools) {

        public Skill {
            properties = Ordered.copyOf(properties);
            tools = List.copyOf(tools);
        }
    }

    /**
     * A tool of a skill: either one that another adapter serves, or an instruction.
     *
     * @param sourceNamespace of the adapter; null for an instruction
     * @param action the operation or tool there; null for an instruction
     * @param instruction a file below the skill's folder; null for a tool of another adapter
     */
    record SkillTool(
            String name,
            @Nullable String description,
            @Nullable String sourceNamespace,
            @Nullable String action,
            @Nullable String instruction) {}

    /**
     * An adapter for operators.
     *
     * @param namespace empty: it has none
     * @param management what it switches on or off, as the file says it
     */
    record Control(
            String namespace,
            @Nullable String address,
            int port,
            @Nullable Authentication authentication,
            Map<String, Content> management)
            implements Exposes {

        public Control {
            management = Ordered.copyOf(management);
        }
    }

    /** An adapter of any other type, by the file's word; empty for one that is imported. */
    record Other(String namespace, String type) implements Exposes {}

    /**
     * An input as an exposed operation, a tool or a shared flow declares it.
     *
     * @param value a constant, or a JSONPath into the body; null when callers give it under its name
     * @param pattern a regular expression that the whole text has to match
     * @param schema JSON Schema of its values, as the file gives it, for tools
     * @param facets what else it says of its values, by keyword of JSON Schema
     * @param mcpHeader the header in which MCP clients repeat it
     */
    record Input(
            String name,
            @Nullable String in,
            @Nullable String type,
            @Nullable String description,
            @Nullable Boolean required,
            @Nullable Content value,
            @Nullable String pattern,
            @Nullable Content schema,
            Map<String, Content> facets,
            @Nullable String mcpHeader) {

        public Input {
            facets = Ordered.copyOf(facets);
        }
    }
}
