package io.portolan.mcp.list;

import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpResource;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the resources of one endpoint: by their own URI, then as a file of a folder, then by a template. */
public final class Shelf {

    private final Map<String, McpResource> plain = new HashMap<>();
    private final SortedMap<String, McpResource> folders = new TreeMap<>();
    private final Collection<McpResource> templates;

    /** What a URI means. */
    public sealed interface Found {

        /** Nothing that is served. */
        record Nothing() implements Found {}

        /** Perhaps a file: whether it is there is still to be seen. */
        record File(McpResource folder, McpResource.Folder root, List<String> path) implements Found {}

        /**
         * What an operation answers.
         *
         * @param values of the variables of its URI
         */
        record Content(McpResource resource, McpResource.Operation operation, Map<String, String> values)
                implements Found {}
    }

    public Shelf(McpEndpoint endpoint) {
        endpoint.resources().forEach((uri, resource) -> {
            Map<String, McpResource> kind = resource.origin() instanceof McpResource.Folder ? folders : plain;
            kind.put(uri, resource);
        });
        templates = endpoint.templates().values();
    }

    /** Those that are folders, by URI. */
    public SortedMap<String, McpResource> folders() {
        return folders;
    }

    /** What the URI means here. */
    public Found find(String uri) {
        McpResource exact = plain.get(uri);
        if (exact != null && exact.origin() instanceof McpResource.Operation operation) {
            return new Found.Content(exact, operation, Map.of());
        }
        for (Map.Entry<String, McpResource> folder : folders.entrySet()) {
            String below = folder.getKey() + "/";
            if (uri.startsWith(below) && folder.getValue().origin() instanceof McpResource.Folder root) {
                return file(folder.getValue(), root, uri.substring(below.length()));
            }
        }
        for (McpResource template : templates) {
            Map<String, String> values = template.uri().match(uri);
            if (values != null && template.origin() instanceof McpResource.Operation operation) {
                return new Found.Content(template, operation, values);
            }
        }
        return new Found.Nothing();
    }

    /** The URI of a file in a folder. */
    public static String uri(String folder, String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", folder + "/", ""));
    }

    private static Found file(McpResource folder, McpResource.Folder root, String path) {
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : path.split("/", -1)) {
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException malformed) {
            return new Found.Nothing();
        }
        return new Found.File(folder, root, segments);
    }
}
