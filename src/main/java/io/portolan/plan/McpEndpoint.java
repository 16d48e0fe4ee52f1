package io.portolan.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One MCP endpoint: {@code /mcp} with everything, or {@code /mcp/<namespace>} with what one namespace offers.
 *
 * @param name of the server, for {@code serverInfo}
 * @param instructions for the model; null when the file gives none
 * @param icons of the server
 * @param tools by the name the endpoint lists them under, in that order
 * @param resources by URI
 * @param templates of resources, by URI template
 * @param prompts by the name the endpoint lists them under
 * @param cache what the files say of clients that keep the lists
 */
public record McpEndpoint(
        String path,
        String name,
        @Nullable String instructions,
        List<Icon> icons,
        SortedMap<String, McpTool> tools,
        SortedMap<String, McpResource> resources,
        SortedMap<String, McpResource> templates,
        SortedMap<String, McpPrompt> prompts,
        CacheHint cache) {

    public McpEndpoint {
        icons = List.copyOf(icons);
        tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
        prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
    }

    /** An endpoint of tools alone. */
    public McpEndpoint(String path, String name, @Nullable String instructions, SortedMap<String, McpTool> tools) {
        this(
                path,
                name,
                instructions,
                List.of(),
                tools,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                CacheHint.NONE);
    }

    /** Everything it offers. */
    public Stream<McpPart> parts() {
        return Stream.of(tools, resources, templates, prompts).flatMap(parts -> parts.values().stream());
    }

    /** What is left of it for callers who pass some guards; nobody stands before what has the guard null. */
    public McpEndpoint keeping(Predicate<@Nullable Guard> passed) {
        return new McpEndpoint(
                path,
                name,
                instructions,
                icons,
                keeping(tools, part -> passed.test(part.guard())),
                keeping(resources, part -> passed.test(part.guard())),
                keeping(templates, part -> passed.test(part.guard())),
                keeping(prompts, part -> passed.test(part.guard())),
                cache);
    }

    /** What is left of it when only some namespaces are. */
    public McpEndpoint keepingNamespaces(Predicate<String> wanted) {
        return new McpEndpoint(
                path,
                name,
                instructions,
                icons,
                keeping(tools, part -> wanted.test(part.namespace())),
                keeping(resources, part -> wanted.test(part.namespace())),
                keeping(templates, part -> wanted.test(part.namespace())),
                keeping(prompts, part -> wanted.test(part.namespace())),
                cache);
    }

    /** The same with some of its tools. */
    public McpEndpoint withTools(Predicate<String> wanted) {
        SortedMap<String, McpTool> kept = new TreeMap<>(tools);
        kept.keySet().removeIf(tool -> !wanted.test(tool));
        return new McpEndpoint(path, name, instructions, icons, kept, resources, templates, prompts, cache);
    }

    private static <T extends McpPart> SortedMap<String, T> keeping(
            SortedMap<String, T> all, Predicate<McpPart> wanted) {
        SortedMap<String, T> kept = new TreeMap<>(all);
        kept.values().removeIf(part -> !wanted.test(part));
        return kept;
    }
}
