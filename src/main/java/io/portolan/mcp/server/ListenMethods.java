package io.portolan.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.ListKind;
import io.portolan.mcp.rpc.RpcError;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code subscriptions/listen}. */
final class ListenMethods {

    /** Of the resources one stream may watch: each costs a look at every change. */
    private static final int MOST_URIS = 256;

    private final EndpointDocuments documents;
    private final ResourceMethods resources;

    ListenMethods(EndpointDocuments documents, ResourceMethods resources) {
        this.documents = documents;
        this.resources = resources;
    }

    McpAction listen(Asked asked, McpMethods methods) {
        JsonNode wishes = asked.object("notifications");
        if (wishes == null) {
            return refused(asked, "params.notifications: missing or not an object (expected: an object)");
        }
        Set<ListKind> kinds = EnumSet.noneOf(ListKind.class);
        for (ListKind kind : ListKind.values()) {
            String member = kind.word() + "ListChanged";
            JsonNode wish = wishes.path(member);
            if (!wish.isMissingNode() && !wish.isNull() && !wish.isBoolean()) {
                return refused(asked, "params.notifications." + member + ": not a boolean (expected: true or false)");
            }
            if (wish.asBoolean()) {
                kinds.add(kind);
            }
        }
        return watching(asked, methods, kinds, wishes.path("resourceSubscriptions"));
    }

    private McpAction watching(Asked asked, McpMethods methods, Set<ListKind> kinds, JsonNode wanted) {
        String name = "params.notifications.resourceSubscriptions";
        if (!wanted.isMissingNode() && !wanted.isNull() && !wanted.isArray()) {
            return refused(asked, name + ": not an array (expected: an array of URIs)");
        }
        if (wanted.size() > MOST_URIS) {
            return refused(asked, name + ": " + wanted.size() + " URIs (expected: at most " + MOST_URIS + ")");
        }
        Set<String> uris = new LinkedHashSet<>();
        for (JsonNode uri : wanted) {
            if (!uri.isTextual()) {
                return refused(asked, name + ": holds what is no string (expected: an array of URIs)");
            }
            // What is not granted is left out of the acknowledgement.
            if (resources.knows(uri.textValue())) {
                uris.add(uri.textValue());
            }
        }
        Buffer end = documents.listened(asked.id()).json();
        return new McpAction.Listen(new Subscription(asked.id(), asked.revision(), kinds, uris, List.of(end)), methods);
    }

    private McpAction refused(Asked asked, String why) {
        return new McpAction.Answer(documents.error(asked.id(), RpcError.invalidParams(why)));
    }
}
