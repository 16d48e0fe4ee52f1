package io.portolan.bus;

import io.portolan.expr.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a flow, checked and ready to run. Immutable: inside a process it travels by reference.
 *
 * @param flow {@code namespace.name}
 * @param digest of the flow the caller compiled against; a consumer refuses any other
 * @param arguments by the flow's positions; null where the caller gave none
 * @param body the caller's; null when the flow takes none or the caller sent none
 * @param contentType of the body; null without a body or when the caller named none
 * @param headers of the caller that may go upstream
 * @param query what the caller sent along undeclared, in its order
 * @param streams whether the caller takes an answer that is a stream
 * @param repeatable whether it may be run again when nobody knows what became of it
 * @param context who asks, and until when
 */
public record Invocation(
        String flow,
        String digest,
        List<@Nullable Value> arguments,
        @Nullable Body body,
        @Nullable String contentType,
        List<Header> headers,
        List<QueryPair> query,
        boolean streams,
        boolean repeatable,
        CallContext context) {

    public Invocation {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    /** A call that brings nothing undeclared in its query, takes no stream and is run once. */
    public Invocation(
            String flow,
            String digest,
            List<@Nullable Value> arguments,
            @Nullable Body body,
            @Nullable String contentType,
            List<Header> headers,
            CallContext context) {
        this(flow, digest, arguments, body, contentType, headers, List.of(), false, false, context);
    }

    /** The same call, which may be run again when nobody knows what became of it; or may not. */
    public Invocation repeatable(boolean repeatable) {
        return new Invocation(flow, digest, arguments, body, contentType, headers, query, streams, repeatable, context);
    }

    /** The same call in another context. */
    Invocation in(CallContext other) {
        return new Invocation(flow, digest, arguments, body, contentType, headers, query, streams, repeatable, other);
    }
}
