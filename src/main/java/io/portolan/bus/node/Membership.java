package io.portolan.bus.node;

import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a cluster manager knows of its members, by the ids it gives them. */
public interface Membership {

    /** Of a process that no cluster manager watches over: nodes are missed by their beats alone. */
    Membership UNKNOWN = new Membership() {
        @Override
        public @Nullable String self() {
            return null;
        }

        @Override
        public @Nullable Context busLoop() {
            return null;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Runnable onLeft(Consumer<String> left) {
            return () -> {};
        }
    };

    /** This member's id; null where it has none. */
    @Nullable
    String self();

    /** The event loop on which the bus reads from other members and writes to them; null where that is unknown. */
    @Nullable
    Context busLoop();

    /** How many members there are, this one included. */
    int size();

    /**
     * Tells of each member that leaves, on any thread.
     *
     * @return what ends it
     */
    Runnable onLeft(Consumer<String> left);
}
