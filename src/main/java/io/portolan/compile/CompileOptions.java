package io.portolan.compile;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.options.PortolanOptions;
import org.jspecify.annotations.Nullable;

/**
 * The settings that shape a plan.
 *
 * @param restPort moves every REST adapter there; null keeps each file's own port
 * @param mcpPort moves every MCP adapter there; null keeps each file's own port
 * @param sandbox whether the built-in upstream stands in for every API
 * @param overlay what is changed of consumed namespaces
 * @param schemas what the schema files of answers hold
 */
public record CompileOptions(
        @Nullable Integer restPort,
        @Nullable Integer mcpPort,
        ToolNames toolNames,
        boolean sandbox,
        Overlay overlay,
        SchemaPrints schemas) {

    /** Tells schema files apart by what they hold. */
    @FunctionalInterface
    public interface SchemaPrints {

        /**
         * A text that is another one whenever the content is.
         *
         * @param file the capability file
         * @param schema as it names the schema
         */
        String of(String file, String schema);
    }

    private static final SchemaPrints NO_SCHEMAS = (file, schema) -> "";

    /** Where schema files are all alike. */
    public CompileOptions(
            @Nullable Integer restPort,
            @Nullable Integer mcpPort,
            ToolNames toolNames,
            boolean sandbox,
            Overlay overlay) {
        this(restPort, mcpPort, toolNames, sandbox, overlay, NO_SCHEMAS);
    }

    /** What the settings say, where schema files are all alike. */
    public static CompileOptions of(PortolanOptions options) {
        return of(options, NO_SCHEMAS);
    }

    public static CompileOptions of(PortolanOptions options, SchemaPrints schemas) {
        return new CompileOptions(
                options.rest().port(),
                options.mcp().port(),
                options.mcp().toolNames(),
                options.sandbox(),
                new Overlay(options.upstreams()),
                schemas);
    }

    CompileOptions with(SchemaPrints schemas) {
        return new CompileOptions(restPort, mcpPort, toolNames, sandbox, overlay, schemas);
    }

    /** Whether the two make the same of a document that needs no schema. */
    boolean alike(@Nullable CompileOptions other) {
        return other != null && with(NO_SCHEMAS).equals(other.with(NO_SCHEMAS));
    }
}
