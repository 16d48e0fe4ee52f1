package io.portolan.mcp.server;

import io.portolan.mcp.answer.ListKind;
import io.portolan.mcp.answer.Notifications;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody listens to, and the messages for it. Knows of no stream: a transport asks for a {@link Sight} whenever
 * something may have changed, and sends what tells it from the one before.
 *
 * @param id of the request; every message carries it; null where a handshake began it, and nothing is to be told apart
 * @param revision in which the lists are compared
 * @param kinds of lists
 * @param uris of resources
 * @param closing the last messages: nothing more will come
 */
public record Subscription(
        @Nullable Buffer id, Revision revision, Set<ListKind> kinds, Set<String> uris, List<Buffer> closing) {

    public Subscription {
        kinds = Collections.unmodifiableSet(new LinkedHashSet<>(kinds));
        uris = Collections.unmodifiableSet(new LinkedHashSet<>(uris));
        closing = List.copyOf(closing);
    }

    /** What a client hears of by its handshake alone, on a connection that lasts: every list. */
    static Subscription ofHandshake(Revision agreed) {
        return new Subscription(null, agreed, EnumSet.allOf(ListKind.class), Set.of(), List.of());
    }

    /**
     * What there is to see of it at one time.
     *
     * @param restless whether there may be something new though nothing was loaded again: files come and go by themselves
     */
    public record Sight(Map<ListKind, String> lists, Map<String, @Nullable Object> resources, boolean restless) {}

    /** Looks. Blocks where files have to be looked at. */
    public Sight look(McpMethods now) {
        Map<ListKind, String> lists = new EnumMap<>(ListKind.class);
        kinds.forEach(kind -> lists.put(kind, now.version(kind, revision)));
        Map<String, @Nullable Object> resources = new LinkedHashMap<>();
        uris.forEach(uri -> resources.put(uri, now.state(uri)));
        return new Sight(lists, resources, now.restless() && (kinds.contains(ListKind.RESOURCES) || !uris.isEmpty()));
    }

    /** The first messages: what was granted. */
    public List<Buffer> opening() {
        return id == null ? List.of() : List.of(Notifications.acknowledged(id, kinds, uris));
    }

    /** One message for each difference, by what it is about. */
    public Map<String, Buffer> differences(Sight before, Sight now) {
        Map<String, Buffer> messages = new LinkedHashMap<>();
        now.lists().forEach((kind, version) -> {
            if (!version.equals(before.lists().get(kind))) {
                messages.put(kind.word(), Notifications.listChanged(id, kind));
            }
        });
        now.resources().forEach((uri, state) -> {
            if (!Objects.equals(state, before.resources().get(uri))) {
                messages.put("resource " + uri, Notifications.updated(id, uri));
            }
        });
        return messages;
    }
}
