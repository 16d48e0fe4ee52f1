package io.portolan.compile;

import io.portolan.plan.McpPart;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpTool;
import io.portolan.spec.Exposes;
import io.portolan.spec.Offered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An MCP adapter: its tools, resources and prompts. A bad one of them is left out. */
final class McpCompiler {

    private final McpAdapter adapter;
    private final ActionCompiler actions;
    private final Functions functions;
    private final ProblemLog log;

    McpCompiler(McpAdapter adapter, ActionCompiler actions, Functions functions, ProblemLog log) {
        this.adapter = adapter;
        this.actions = actions;
        this.functions = functions;
        this.log = log;
    }

    McpParts compile(Exposes.Mcp mcp, String where) {
        return new McpParts(
                tools(mcp.tools(), where + ".tools"),
                resources(mcp.resources(), where + ".resources"),
                prompts(mcp.prompts(), where + ".prompts"));
    }

    private List<Placed<McpTool>> tools(List<Exposes.Tool> declared, String where) {
        ToolCompiler compiler = new ToolCompiler(adapter, actions, functions, log);
        Placing<McpTool> placing = new Placing<>("tool");
        for (int index = 0; index < declared.size(); index++) {
            String here = where + "[" + index + "]";
            placing.claim(declared.get(index).name(), here);
            placing.add(compiler.compile(declared.get(index), here), here);
        }
        return placing.placed;
    }

    private List<Placed<McpResource>> resources(List<Offered.Resource> declared, String where) {
        ResourceCompiler compiler = new ResourceCompiler(adapter, actions, log);
        Placing<McpResource> placing = new Placing<>("resource");
        Set<String> uris = new HashSet<>();
        for (int index = 0; index < declared.size(); index++) {
            String here = where + "[" + index + "]";
            McpResource resource = compiler.compile(declared.get(index), here);
            if (resource != null && !uris.add(resource.uri().shape())) {
                log.error(here + ".uri", "'" + resource.uri() + "' is defined twice by this adapter");
            }
            placing.add(resource, here);
        }
        return placing.placed;
    }

    private List<Placed<McpPrompt>> prompts(List<Offered.Prompt> declared, String where) {
        PromptCompiler compiler = new PromptCompiler(adapter, log);
        Placing<McpPrompt> placing = new Placing<>("prompt");
        for (int index = 0; index < declared.size(); index++) {
            String here = where + "[" + index + "]";
            placing.claim(declared.get(index).name(), here);
            placing.add(compiler.compile(declared.get(index), here), here);
        }
        return placing.placed;
    }

    /** Collects the sound ones of one kind. */
    private final class Placing<T extends McpPart> {

        private final String kind;
        private final Set<String> names = new HashSet<>();
        private final Set<String> accepted = new HashSet<>();
        private final List<Placed<T>> placed = new ArrayList<>();

        Placing(String kind) {
            this.kind = kind;
        }

        /** Two names that clients see as one are as bad as one name. */
        void claim(String name, String where) {
            String shown = ToolNames.accepted(name);
            if (!names.add(name)) {
                log.error(where + ".name", kind + " '" + name + "' is defined before by this adapter");
            } else if (!accepted.add(shown)) {
                log.error(
                        where + ".name",
                        kind + " '" + name + "' is '" + shown + "' to clients, as one defined before by this adapter");
            }
        }

        void add(@Nullable T part, String where) {
            if (part != null && log.sound(where)) {
                placed.add(new Placed<>(part, where, log.at(where)));
            }
        }
    }
}
