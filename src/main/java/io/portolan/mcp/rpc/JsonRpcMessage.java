package io.portolan.mcp.rpc;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message as it arrived. */
public sealed interface JsonRpcMessage {

    /**
     * Asks for an answer.
     *
     * @param id a string or a number, as it was spelled
     */
    record Request(Buffer id, String method, Params params) implements JsonRpcMessage {}

    /** Tells something; has no answer. */
    record Notification(String method, Params params) implements JsonRpcMessage {}

    /**
     * Answers a request of the server.
     *
     * @param id of that request
     * @param result null when there is an error instead
     */
    record Response(String id, @Nullable Buffer result) implements JsonRpcMessage {}

    /**
     * Cannot be read, or is none of the above.
     *
     * @param id null when it could not be read
     */
    record Unreadable(@Nullable Buffer id, RpcError error) implements JsonRpcMessage {}

    /**
     * What a request says besides its method.
     *
     * @param members all but the two below
     * @param arguments the member of this name; null when there is none
     * @param argumentMembers the members of {@code arguments}, when it is an object
     * @param meta the members of {@code _meta}; null when there is no such object
     */
    record Params(
            List<JsonMember> members,
            @Nullable JsonMember arguments,
            List<JsonMember> argumentMembers,
            @Nullable List<JsonMember> meta) {

        static final Params NONE = new Params(List.of(), null, List.of(), null);

        public @Nullable JsonMember member(String name) {
            return find(members, name);
        }

        public @Nullable JsonMember metaMember(String name) {
            return meta == null ? null : find(meta, name);
        }

        /** The same, but for one argument. */
        public Params without(String argument) {
            if (find(argumentMembers, argument) == null) {
                return this;
            }
            List<JsonMember> rest = argumentMembers.stream()
                    .filter(member -> !member.name().equals(argument))
                    .toList();
            return new Params(members, arguments, rest, meta);
        }

        /** The last one of this name, as every JSON reader that makes a map of it would have. */
        private static @Nullable JsonMember find(List<JsonMember> members, String name) {
            for (int index = members.size() - 1; index >= 0; index--) {
                if (members.get(index).name().equals(name)) {
                    return members.get(index);
                }
            }
            return null;
        }
    }
}
