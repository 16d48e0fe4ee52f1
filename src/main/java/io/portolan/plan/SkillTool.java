package io.portolan.plan;

import org.jspecify.annotations.Nullable;

/** A tool that a skill offers. Skills run nothing: each tool says where it is served. */
public sealed interface SkillTool {

    String name();

    @Nullable
    String description();

    /** What the file calls an operation or tool: the namespace of its adapter, and its name there. */
    record Source(String namespace, String action) {}

    /**
     * An operation of a REST adapter.
     *
     * @param port of its server; 0 for that of the skills
     * @param path as served, with the namespace in front
     */
    record Operation(
            String name, @Nullable String description, Source source, int port, String method, PathTemplate path)
            implements SkillTool {}

    /**
     * A tool of an MCP adapter.
     *
     * @param port of its server; 0 for one that is known only when it listens
     * @param endpoint the path it is served at
     * @param tool its name there
     */
    record Mcp(String name, @Nullable String description, Source source, int port, String endpoint, String tool)
            implements SkillTool {}

    /** A text to read, by its path below the skill's folder. */
    record Instruction(String name, @Nullable String description, String file) implements SkillTool {}
}
