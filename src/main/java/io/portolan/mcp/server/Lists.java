package io.portolan.mcp.server;

import io.portolan.format.JsonSyntax.Kind;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.Revision;
import io.portolan.mcp.rpc.RpcError;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What the methods have in common that list something. */
final class Lists {

    private static final String STALE =
            "cursor: unknown, or the list has changed since (expected: nextCursor of the page before, or none to begin anew)";

    /** Gives a page. */
    @FunctionalInterface
    interface Pages {

        /** Null when the cursor belongs to no page. */
        @Nullable
        Reply page(Buffer id, Revision revision, @Nullable String cursor);
    }

    static Reply page(Asked asked, EndpointDocuments documents, Pages pages) {
        JsonMember cursor = asked.param("cursor");
        String text = cursor == null ? null : cursor.string();
        boolean readable = text != null || cursor == null || cursor.kind() == Kind.NULL;
        Reply page = readable ? pages.page(asked.id(), asked.revision(), text) : null;
        return page == null ? documents.error(asked.id(), RpcError.invalidParams(STALE)) : page;
    }

    private Lists() {}
}
