package io.portolan.mcp.server;

import io.portolan.auth.Seal;
import io.portolan.options.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Closes what clients bring back to us, which may be to another node.
 *
 * @param confirmations that a caller was asked
 * @param rests where the rest of a long answer is
 */
public record Seals(Seal confirmations, Seal rests) {

    /**
     * The seals of a process.
     *
     * @param secret what all nodes know; null where none is shared, and then only this process opens what it closed
     */
    public static Seals of(@Nullable Secret secret) {
        byte[] bytes = secret == null ? Seal.randomSecret() : secret.bytes();
        return new Seals(Seal.of(bytes, "mcp confirmation"), Seal.of(bytes, "mcp rest"));
    }
}
