package io.portolan.consumer;

import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer instance runs: the flows of the newest plan, and those of plans before it for as long as an edge may
 * still ask for one. Lives on one event loop.
 */
final class LiveFlows {

    /** Versions kept at most, however fast plans follow each other; each holds a namespace's flows. */
    private static final int MOST_OLDER = 64;

    // An edge sets a call's deadline when its body has come, and another node's clock may differ.
    private static final long GRACE_MS = 1000;

    private final Vertx vertx;
    private final Flows.Means means;
    private final Runnable changed;
    private final Deque<Version> older = new ArrayDeque<>();
    private Version newest;

    /** The flows of one plan. */
    record Version(ConsumerSettings settings, Flows flows, SharedStack stack) {

        /** A call uses it. */
        void begin() {
            stack.use();
        }

        /** The call is over. */
        void end() {
            stack.letGo();
        }
    }

    /**
     * Begins with the flows of one plan.
     *
     * @param invoker by which flows of several steps ask other consumers
     * @param changed told when older flows are forgotten
     */
    LiveFlows(Vertx vertx, ConsumerSettings settings, Invoker invoker, Runnable changed) {
        this.vertx = vertx;
        this.means = new Flows.Means(
                invoker, new Bench(vertx, settings.options().limits().shapeAtOnce()));
        this.changed = changed;
        this.newest = version(settings, SharedStack.open(vertx, settings.upstream()));
    }

    /** Runs these from now on, and the older ones where a call asks for them. */
    void learn(ConsumerSettings settings) {
        Version before = newest;
        newest = version(settings, before.stack().leading(vertx, settings.upstream()));
        if (newest.flows().digests().containsAll(before.flows().digests())) {
            before.stack().letGo();
            return;
        }
        older.addFirst(before);
        if (older.size() > MOST_OLDER) {
            drop(older.getLast());
        }
    }

    /** No new call begins with older flows: they go when those that did must have come. */
    void forget() {
        if (older.isEmpty()) {
            return;
        }
        List<Version> leaving = List.copyOf(older);
        long total = newest.settings().timeouts().total().toMillis();
        vertx.setTimer(total + GRACE_MS, id -> {
            leaving.forEach(this::drop);
            changed.run();
        });
    }

    /** The version that is to run a message: the one that holds its flow, else the newest. */
    Version of(@Nullable Object message) {
        if (older.isEmpty() || !(message instanceof Invocation invocation)) {
            return newest;
        }
        return Stream.concat(Stream.of(newest), older.stream())
                .filter(version -> version.flows().hold(invocation.digest()))
                .findFirst()
                .orElse(newest);
    }

    ConsumerSettings settings() {
        return newest.settings();
    }

    /** Of all flows that run here. */
    Set<String> digests() {
        if (older.isEmpty()) {
            return newest.flows().digests();
        }
        Set<String> digests = new HashSet<>(newest.flows().digests());
        older.forEach(version -> digests.addAll(version.flows().digests()));
        return digests;
    }

    /** Closes every connection; calls under way fail. */
    Future<?> close() {
        return Future.join(Stream.concat(Stream.of(newest), older.stream())
                .map(Version::stack)
                .distinct()
                .map(SharedStack::close)
                .toList());
    }

    private Version version(ConsumerSettings settings, SharedStack stack) {
        return new Version(settings, Flows.of(settings, stack.stack(), means), stack);
    }

    private void drop(Version version) {
        if (older.remove(version)) {
            version.stack().letGo();
        }
    }
}
