package io.portolan.bus.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a node is, for as long as it runs; one that is started again is another.
 *
 * @param id a UUID
 * @param name for people
 * @param member the id its cluster manager gave it; null where it has none
 * @param streams the address of its inbox for streams
 * @param roles in the words of the settings
 * @param version of its software
 */
public record NodeIdentity(
        String id, String name, @Nullable String member, String streams, List<String> roles, String version) {

    public NodeIdentity {
        roles = List.copyOf(roles);
    }
}
