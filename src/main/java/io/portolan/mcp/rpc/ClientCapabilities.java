package io.portolan.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * What a client says it can do: in its handshake, or with each of its requests.
 *
 * @param declared an object, or nothing
 */
public record ClientCapabilities(JsonNode declared) {

    public static final ClientCapabilities NONE = new ClientCapabilities(JsonTree.NODES.missingNode());

    /** Those that a message holds; none when it holds none that could be read. */
    public static ClientCapabilities of(@Nullable JsonMember member) {
        return member == null || member.kind() != Kind.OBJECT
                ? NONE
                : new ClientCapabilities(JsonTree.read(member.bytes()));
    }

    /** Whether a capability of this name is declared. */
    public boolean has(String name) {
        return declared.path(name).isObject();
    }

    /** Whether the client can have its user fill in a form. */
    public boolean elicits() {
        JsonNode elicitation = declared.path("elicitation");
        // No mode named is the form, as it was before there were others.
        return elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
    }
}
