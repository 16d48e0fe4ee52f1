package io.portolan.mcp.rpc;

import io.portolan.mcp.rpc.JsonRpcMessage.Params;

/**
 * What {@code initialize} settled on, for all that follows it on the same connection.
 *
 * @param capabilities of the client
 */
public record Handshake(Revision revision, ClientCapabilities capabilities) {

    /** Of a client that has not said anything yet. */
    public static final Handshake NONE = new Handshake(Revision.ASSUMED, ClientCapabilities.NONE);

    /** That of a client that says this of itself. */
    public static Handshake of(Params params) {
        JsonMember version = params.member("protocolVersion");
        Revision asked = Revision.named(version == null ? null : version.string());
        return new Handshake(Revision.agreed(asked), ClientCapabilities.of(params.member("capabilities")));
    }

    /** Whether the client can be asked, by a request of ours, to have its user fill in a form. */
    public boolean elicits() {
        return revision.knowsElicitation() && capabilities.elicits();
    }
}
