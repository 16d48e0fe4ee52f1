package io.portolan.compile;

import io.portolan.plan.Flow;
import io.portolan.plan.McpPart;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpTool;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything an MCP adapter offers, compiled.
 *
 * @param resources templates among them
 */
record McpParts(List<Placed<McpTool>> tools, List<Placed<McpResource>> resources, List<Placed<McpPrompt>> prompts) {

    McpParts {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
    }

    Stream<McpPart> all() {
        Stream<Placed<? extends McpPart>> placed =
                Stream.of(tools, resources, prompts).flatMap(List::stream);
        return placed.map(Placed::part);
    }

    Stream<Flow> flows() {
        return all().flatMap(part -> part.flows().stream());
    }
}
