package io.portolan.mcp.answer;

import io.portolan.format.JsonBytes;
import io.portolan.mcp.list.CursorKey;
import io.portolan.mcp.list.Entries;
import io.portolan.mcp.list.ListedFile;
import io.portolan.mcp.list.PagedList;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpResource;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an endpoint says about itself, encoded once: only the id of a request is still to be put in. */
public final class EndpointDocuments {

    /** Of a completion; the protocol allows no more. */
    private static final int MOST_VALUES = 100;

    private final McpEndpoint endpoint;
    private final boolean guarded;
    private final String version;
    private final byte[] legacyEnd = utf8("}}");
    private final byte[] modernEnd;
    private final String questionEnd;
    private final byte[] discovery;
    private final PagedList.Paging paging;
    private final PagedList tools;
    private final PagedList resources;
    private final PagedList templates;
    private final PagedList prompts;

    /**
     * What the documents of all endpoints have in common.
     *
     * @param version of this software
     * @param pageSize of lists; 0 for all on one page
     */
    public record Style(String version, int pageSize, CursorKey key) {}

    /** @param guarded whether what is seen depends on who looks, so that no cache may share it */
    public EndpointDocuments(McpEndpoint endpoint, boolean guarded, Style style) {
        this.endpoint = endpoint;
        this.guarded = guarded;
        version = style.version();
        String cache = Caching.lists(endpoint.cache(), guarded);
        String from = ",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":" + serverInfo(Revision.V2026_07_28) + "}}}";
        String end = ",\"resultType\":\"complete\"" + from;
        questionEnd = ",\"resultType\":\"input_required\"" + from;
        modernEnd = utf8(end);
        paging =
                new PagedList.Paging(style.pageSize(), style.key(), revision -> revision.modern() ? cache + end : "}}");
        tools = list("tools", endpoint.tools(), Entries::tool);
        resources = list("resources", endpoint.resources(), Entries::resource);
        templates = list("resourceTemplates", endpoint.templates(), Entries::template);
        prompts = list("prompts", endpoint.prompts(), Entries::prompt);
        String supported = Revision.modernOnes().stream()
                .map(revision -> JsonBytes.quoted(revision.text()))
                .collect(Collectors.joining(","));
        discovery = utf8("{\"supportedVersions\":[" + supported + "],\"capabilities\":"
                + capabilities(Revision.V2026_07_28, true) + Entries.member("instructions", endpoint.instructions())
                + cache
                + end);
    }

    public Reply discovery(Buffer id) {
        return reply(id, discovery);
    }

    /** A page of the tools; null when the cursor belongs to none. */
    public @Nullable Reply tools(Buffer id, Revision revision, @Nullable String cursor) {
        return page(id, tools.page(revision, cursor));
    }

    /** A page of the resources that are no files; null when the cursor belongs to none. */
    public @Nullable Reply resources(Buffer id, Revision revision, @Nullable String cursor) {
        return page(id, resources.page(revision, cursor));
    }

    /** A page of the resources with the files that are there right now; null when the cursor belongs to none. */
    public @Nullable Reply resources(Buffer id, Revision revision, @Nullable String cursor, List<ListedFile> files) {
        return page(id, withFiles(files).page(revision, cursor));
    }

    /**
     * What tells a list from another.
     *
     * @param files that are there right now
     */
    public String version(ListKind kind, Revision revision, List<ListedFile> files) {
        return switch (kind) {
            case TOOLS -> tools.version(revision);
            case PROMPTS -> prompts.version(revision);
            case RESOURCES ->
                (files.isEmpty() ? resources : withFiles(files)).version(revision) + templates.version(revision);
        };
    }

    /** The end of a stream: the answer to the request that began it. */
    public Reply listened(Buffer id) {
        JsonBytes out = begin(256, id)
                .raw("{\"resultType\":\"complete\",\"_meta\":{\"" + Notifications.SUBSCRIPTION_ID + "\":")
                .raw(id)
                .raw(",\"io.modelcontextprotocol/serverInfo\":" + serverInfo(Revision.V2026_07_28) + "}}}");
        return new Reply(200, out.toBuffer());
    }

    /** A page of the templates of resources; null when the cursor belongs to none. */
    public @Nullable Reply templates(Buffer id, Revision revision, @Nullable String cursor) {
        return page(id, templates.page(revision, cursor));
    }

    /** A page of the prompts; null when the cursor belongs to none. */
    public @Nullable Reply prompts(Buffer id, Revision revision, @Nullable String cursor) {
        return page(id, prompts.page(revision, cursor));
    }

    /**
     * The answer to a handshake.
     *
     * @param hears whether the client can be told of changes afterwards
     */
    public Reply initialization(Buffer id, Revision agreed, boolean hears) {
        return reply(
                id,
                utf8("{\"protocolVersion\":" + JsonBytes.quoted(agreed.text()) + ",\"capabilities\":"
                        + capabilities(agreed, hears) + ",\"serverInfo\":" + serverInfo(agreed)
                        + Entries.member("instructions", endpoint.instructions()) + "}}"));
    }

    /** The values an argument may have, at most 100. */
    public Reply completion(Buffer id, Revision revision, List<String> values) {
        String some = values.stream().limit(MOST_VALUES).map(JsonBytes::quoted).collect(Collectors.joining(","));
        JsonBytes out = begin(256, id)
                .raw("{\"completion\":{\"values\":[" + some + "],\"total\":" + values.size() + ",\"hasMore\":"
                        + (values.size() > MOST_VALUES) + "}");
        return new Reply(200, out.raw(resultEnd(revision)).toBuffer());
    }

    /** The answer of a method that only has to be acknowledged. */
    public Reply acknowledgement(Buffer id) {
        return reply(id, utf8("{}}"));
    }

    /**
     * The caller is asked before the answer can be given (2026-07-28, multi round-trip requests).
     *
     * @param requests by key, JSON
     * @param state what the client sends back as it is
     */
    public Reply inputRequired(Buffer id, String requests, String state) {
        return reply(
                id,
                utf8("{\"inputRequests\":" + requests + ",\"requestState\":" + JsonBytes.quoted(state) + questionEnd));
    }

    /**
     * An error response.
     *
     * @param id null when it could not be read
     */
    public Reply error(@Nullable Buffer id, RpcError error) {
        JsonBytes out = new JsonBytes(256).raw("{\"jsonrpc\":\"2.0\"");
        if (id != null) {
            out.raw(",\"id\":").raw(id);
        }
        out.raw(",\"error\":{\"code\":" + error.code() + ",\"message\":").string(error.message());
        out.raw(error.data() == null ? "" : ",\"data\":" + error.data());
        return new Reply(error.status(), out.raw("}}").toBuffer());
    }

    /** Everything of a response before its result. */
    public static JsonBytes begin(int capacity, Buffer id) {
        return new JsonBytes(capacity)
                .raw("{\"jsonrpc\":\"2.0\",\"id\":")
                .raw(id)
                .raw(",\"result\":");
    }

    /** What every result ends with, the closing braces of result and response included. */
    public byte[] resultEnd(Revision revision) {
        return revision.modern() ? modernEnd : legacyEnd;
    }

    McpEndpoint endpoint() {
        return endpoint;
    }

    boolean guarded() {
        return guarded;
    }

    static Reply reply(Buffer id, byte[] rest) {
        return new Reply(
                200, begin(rest.length + id.length() + 64, id).raw(rest).toBuffer());
    }

    private static @Nullable Reply page(Buffer id, @Nullable Buffer page) {
        return page == null
                ? null
                : new Reply(
                        200,
                        begin(page.length() + id.length() + 64, id).raw(page).toBuffer());
    }

    private String serverInfo(Revision revision) {
        return "{\"name\":" + JsonBytes.quoted(endpoint.name()) + ",\"version\":" + JsonBytes.quoted(version)
                + Entries.icons(endpoint.icons(), revision) + "}";
    }

    /**
     * What is not there is not declared to those who cannot be told of changes. Others hear when there is something, so
     * that prompts always are; and resources, for the rest of a long answer is one.
     */
    private String capabilities(Revision revision, boolean hears) {
        boolean completable =
                !endpoint.templates().isEmpty() || !endpoint.prompts().isEmpty();
        String changes = hears ? "\"listChanged\":true" : "";
        String updates = revision.modern() ? "\"subscribe\":true," : "";
        return "{\"tools\":{" + changes + "}"
                + ",\"resources\":{" + updates + changes + "}"
                + (endpoint.prompts().isEmpty() && !hears ? "" : ",\"prompts\":{" + changes + "}")
                + (completable && revision.knowsCompletions() ? ",\"completions\":{}" : "")
                + "}";
    }

    /** Writes one entry of a list. */
    private interface Entry<T> {

        String text(String key, T value, Revision revision);
    }

    private <T> PagedList list(String member, SortedMap<String, T> all, Entry<T> entry) {
        return new PagedList(
                member,
                revision -> all.entrySet().stream()
                        .map(one -> entry.text(one.getKey(), one.getValue(), revision))
                        .toList(),
                paging);
    }

    private PagedList withFiles(List<ListedFile> files) {
        return new PagedList("resources", spoken -> withFiles(spoken, files), paging);
    }

    private List<String> withFiles(Revision revision, List<ListedFile> files) {
        Map<String, String> all = new TreeMap<>();
        endpoint.resources().forEach((uri, resource) -> {
            if (!(resource.origin() instanceof McpResource.Folder)) {
                all.put(uri, Entries.resource(uri, resource, revision));
            }
        });
        files.forEach(file -> all.put(file.uri(), Entries.file(file, revision)));
        return List.copyOf(all.values());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
