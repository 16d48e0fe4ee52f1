package io.portolan.mcp.list;

import io.portolan.format.JsonBytes;
import io.portolan.format.JsonTree;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.schema.ConfirmArgument;
import io.portolan.plan.Icon;
import io.portolan.plan.McpPrompt;
import io.portolan.plan.McpResource;
import io.portolan.plan.McpTool;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entries of lists, with the members that a revision knows. */
public final class Entries {

    public static String tool(String name, McpTool tool, Revision revision) {
        return "{\"name\":" + JsonBytes.quoted(name)
                + title(tool.title(), revision)
                + member("description", tool.description())
                + ",\"inputSchema\":" + (tool.confirm() ? ConfirmArgument.in(tool.inputSchema()) : tool.inputSchema())
                + outputSchema(tool.outputSchema(), revision)
                + annotations(tool.title(), tool.hints(), revision)
                + icons(tool.icons(), revision)
                + "}";
    }

    public static String resource(String uri, McpResource resource, Revision revision) {
        return "{\"uri\":" + JsonBytes.quoted(uri) + described(resource, revision) + "}";
    }

    public static String template(String uri, McpResource resource, Revision revision) {
        return "{\"uriTemplate\":" + JsonBytes.quoted(uri) + described(resource, revision) + "}";
    }

    public static String file(ListedFile file, Revision revision) {
        McpResource folder = file.folder();
        return "{\"uri\":" + JsonBytes.quoted(file.uri())
                + ",\"name\":" + JsonBytes.quoted(file.path())
                + member("description", folder.description())
                + member("mimeType", file.mimeType())
                + ",\"size\":" + file.size()
                + icons(folder.icons(), revision)
                + "}";
    }

    public static String prompt(String name, McpPrompt prompt, Revision revision) {
        String arguments = prompt.arguments().stream()
                .map(argument -> argument(argument, revision))
                .collect(Collectors.joining(","));
        return "{\"name\":" + JsonBytes.quoted(name)
                + title(prompt.title(), revision)
                + member("description", prompt.description())
                + (arguments.isEmpty() ? "" : ",\"arguments\":[" + arguments + "]")
                + icons(prompt.icons(), revision)
                + "}";
    }

    public static String icons(List<Icon> icons, Revision revision) {
        if (icons.isEmpty() || !revision.knowsIcons()) {
            return "";
        }
        return ",\"icons\":[" + icons.stream().map(Entries::icon).collect(Collectors.joining(",")) + "]";
    }

    /** A member with a comma before it; empty when there is nothing to say. */
    public static String member(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":" + JsonBytes.quoted(value);
    }

    private static String argument(McpPrompt.Argument argument, Revision revision) {
        return "{\"name\":" + JsonBytes.quoted(argument.name())
                + title(argument.title(), revision)
                + member("description", argument.description())
                + ",\"required\":" + argument.required()
                + "}";
    }

    private static String described(McpResource resource, Revision revision) {
        return ",\"name\":" + JsonBytes.quoted(resource.name())
                + title(resource.title(), revision)
                + member("description", resource.description())
                + member("mimeType", resource.mimeType())
                + icons(resource.icons(), revision);
    }

    private static String title(@Nullable String title, Revision revision) {
        return revision.knowsTitles() ? member("title", title) : "";
    }

    private static String outputSchema(@Nullable String schema, Revision revision) {
        return schema != null && promises(schema, revision) ? ",\"outputSchema\":" + schema : "";
    }

    /** Older revisions know schemas of objects only. */
    private static boolean promises(String schema, Revision revision) {
        return revision.knowsAnyStructuredContent()
                || (revision.knowsStructuredContent()
                        && "object".equals(JsonTree.read(schema).path("type").asText()));
    }

    private static String annotations(@Nullable String title, McpTool.Hints hints, Revision revision) {
        if (!revision.knowsAnnotations()) {
            return "";
        }
        String all = member("title", title)
                + member("readOnlyHint", hints.readOnly())
                + member("destructiveHint", hints.destructive())
                + member("idempotentHint", hints.idempotent())
                + member("openWorldHint", hints.openWorld());
        return all.isEmpty() ? "" : ",\"annotations\":{" + all.substring(1) + "}";
    }

    private static String icon(Icon icon) {
        String sizes = icon.sizes().stream().map(JsonBytes::quoted).collect(Collectors.joining(","));
        return "{\"src\":" + JsonBytes.quoted(icon.src())
                + member("mimeType", icon.mimeType())
                + (sizes.isEmpty() ? "" : ",\"sizes\":[" + sizes + "]")
                + member("theme", icon.theme())
                + "}";
    }

    private static String member(String name, @Nullable Boolean value) {
        return value == null ? "" : ",\"" + name + "\":" + value;
    }

    private Entries() {}
}
