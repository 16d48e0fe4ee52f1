package io.portolan.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** What is left of it for callers who pass some guards; nobody stands before what has the guard null. */
    public McpEndpoint keeping(Predicate<@Nullable Guard> passed) {
        return new McpEndpoint(
                path,
                name,
                instructions,
                icons,
                keeping(tools, McpTool::guard, passed),
                keeping(resources, McpResource::guard, passed),
                keeping(templates, McpResource::guard, passed),
                keeping(prompts, McpPrompt::guard, passed),
                cache);
    }

    private static <T> SortedMap<String, T> keeping(
            SortedMap<String, T> all, Function<T, @Nullable Guard> guard, Predicate<@Nullable Guard> passed) {
        SortedMap<String, T> kept = new TreeMap<>(all);
        kept.values().removeIf(one -> !passed.test(guard.apply(one)));
        return kept;
    }
}
