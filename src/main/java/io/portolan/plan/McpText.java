package io.portolan.plan;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An MCP server as {@code explain} shows it. */
final class McpText {

    private final StringBuilder text = new StringBuilder();

    /** Whether there is no endpoint where a part has its own name, so that each is shown in full here. */
    private final boolean whole;

    private McpText(boolean whole) {
        this.whole = whole;
    }

    static String print(McpServer server) {
        McpText printer = new McpText(false);
        printer.line("mcp ", server.port());
        server.endpoints().forEach(printer::endpoint);
        return printer.text.toString();
    }

    /** What is served over standard input and output alone. */
    static String print(McpEndpoint stdio) {
        McpText printer = new McpText(true);
        if (stdio.parts().findAny().isPresent()) {
            printer.line("mcp stdio");
            printer.endpoint(stdio);
        }
        return printer.text.toString();
    }

    private void endpoint(McpEndpoint endpoint) {
        line("  ", endpoint.path());
        cache(endpoint.cache());
        endpoint.tools().forEach((name, tool) -> tool(name, tool, endpoint));
        endpoint.resources().values().forEach(resource -> resource("resource", resource, endpoint));
        endpoint.templates().values().forEach(resource -> resource("template", resource, endpoint));
        endpoint.prompts().forEach((name, prompt) -> prompt(name, prompt, endpoint));
    }

    private void cache(CacheHint cache) {
        if (!cache.equals(CacheHint.NONE)) {
            line(
                    "    kept",
                    cache.ttl() == null ? "" : " " + cache.ttl().toMillis() + " ms",
                    cache.scope() == null ? "" : cache.scope() == CacheHint.Scope.PUBLIC ? " for all" : " for one");
        }
    }

    /** Each part is shown in full once, where it has its own name. */
    private boolean own(McpPart part, McpEndpoint endpoint) {
        return whole || endpoint.name().equals(part.namespace());
    }

    private void tool(String name, McpTool tool, McpEndpoint endpoint) {
        line("    ", name, " -> ", PlanPrinter.id(tool.flow()));
        if (!own(tool, endpoint)) {
            return;
        }
        guard(tool);
        line("      schema ", tool.inputSchema());
        if (tool.outputSchema() != null) {
            line("      answers ", tool.outputSchema());
        }
        tool.headers()
                .forEach(header ->
                        line("      header Mcp-Param-", header.name(), " = ", String.join(".", header.path())));
        if (tool.confirm()) {
            line("      asks before it runs");
        }
    }

    private void resource(String word, McpResource resource, McpEndpoint endpoint) {
        line("    ", word, " ", resource.uri(), " -> ", origin(resource.origin()));
        if (own(resource, endpoint)) {
            guard(resource);
            if (resource.mimeType() != null || resource.binary()) {
                line(
                        "      is",
                        resource.binary() ? " binary" : "",
                        resource.mimeType() == null ? "" : " " + resource.mimeType());
            }
        }
    }

    private static String origin(McpResource.Origin origin) {
        return switch (origin) {
            case McpResource.Operation operation -> PlanPrinter.id(operation.flow());
            case McpResource.Folder folder -> "the files of " + folder.root().path();
        };
    }

    private void prompt(String name, McpPrompt prompt, McpEndpoint endpoint) {
        String arguments = prompt.arguments().stream()
                .map(argument -> argument.name() + (argument.required() ? "" : "?"))
                .collect(Collectors.joining(", ", "(", ")"));
        line("    prompt ", name, arguments);
        if (!own(prompt, endpoint)) {
            return;
        }
        guard(prompt);
        switch (prompt.wording()) {
            case McpPrompt.Messages messages ->
                messages.messages().forEach(message -> line("      ", role(message.role()), " ", message.content()));
            case McpPrompt.TextFile file ->
                line("      user: the file ", file.path(), " of ", file.folder().path());
        }
    }

    private static String role(McpPrompt.Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void guard(McpPart part) {
        Guard guard = part.guard();
        if (guard != null) {
            line("      callers show ", guard.shown());
        }
    }

    private void line(@Nullable Object... pieces) {
        for (Object piece : pieces) {
            text.append(piece);
        }
        text.append('\n');
    }
}
