package io.portolan.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The consumer instances of this node, so that a call finds the one on its own event loop: a hop that stays on its
 * thread costs about 1 µs, one that changes it 20 µs.
 */
public final class LocalConsumers {

    // Two Portolans on one Vertx must never share a private address, so the numbers run through the process.
    private static final AtomicLong NUMBERS = new AtomicLong();

    // A consumer watches the deadline itself and says what it was waiting for. This only speaks for one that is lost.
    static final long GRACE_MS = 100;

    private static final Instance[] NONE = {};

    private final ConcurrentMap<String, Instance[]> byNamespace = new ConcurrentHashMap<>();
    private final RunningCalls calls = new RunningCalls();
    private volatile Runnable changed = () -> {};

    /**
     * One consumer instance.
     *
     * @param address known on this node only
     * @param loop the thread it runs on
     * @param digests of the flows it holds
     */
    public record Instance(String namespace, String address, Thread loop, Set<String> digests) {

        public Instance {
            digests = Set.copyOf(digests);
        }

        /** An instance that runs on the current thread, with an address of its own. */
        public static Instance here(String namespace, Set<String> digests) {
            String address = Addresses.consumer(namespace, NUMBERS.incrementAndGet());
            return new Instance(namespace, address, Thread.currentThread(), digests);
        }

        /** The same instance, holding other flows. */
        public Instance with(Set<String> digests) {
            return new Instance(namespace, address, loop, digests);
        }
    }

    /** What they are running, and what was sent to those of other nodes. */
    public RunningCalls calls() {
        return calls;
    }

    /** From now on this is told when it may be that they hold other flows; on any thread. */
    public void onChange(Runnable changed) {
        this.changed = changed;
    }

    /** Whether anything of this namespace is held here, in whatever version. */
    boolean serve(String namespace) {
        return byNamespace.containsKey(namespace);
    }

    /** The digests of all flows that are held here, by namespace. */
    public Map<String, Set<String>> flows() {
        Map<String, Set<String>> flows = new HashMap<>();
        byNamespace.forEach((namespace, instances) -> {
            Set<String> digests = new HashSet<>();
            for (Instance instance : instances) {
                digests.addAll(instance.digests());
            }
            flows.put(namespace, digests);
        });
        return flows;
    }

    /** Offers an instance to callers; it must listen already. */
    public void add(Instance instance) {
        byNamespace.merge(instance.namespace(), new Instance[] {instance}, LocalConsumers::joined);
        changed.run();
    }

    /** Tells callers of an instance that it holds other flows. */
    public void replace(Instance before, Instance after) {
        byNamespace.computeIfPresent(
                before.namespace(),
                (namespace, all) -> Arrays.stream(all)
                        .map(instance -> instance.address().equals(before.address()) ? after : instance)
                        .toArray(Instance[]::new));
        changed.run();
    }

    /** Takes an instance away; calls already on their way still reach it. */
    public void remove(Instance instance) {
        byNamespace.computeIfPresent(instance.namespace(), (namespace, all) -> without(all, instance));
        changed.run();
    }

    /**
     * The address of an instance that holds this flow: the one on the current thread, else any.
     *
     * @return null when this node has none
     */
    public @Nullable String address(String namespace, String digest) {
        Instance[] instances = byNamespace.getOrDefault(namespace, NONE);
        Thread current = Thread.currentThread();
        for (Instance instance : instances) {
            if (instance.loop().equals(current) && instance.digests().contains(digest)) {
                return instance.address();
            }
        }
        return any(instances, digest, (int) (current.threadId() & 0xFFFF));
    }

    /**
     * Has one of them run a flow, and another when that one leaves before it has seen the call.
     *
     * @param address as {@link #address} gave it
     * @return fails as the bus does, or with the consumer's {@link Failure}
     */
    public Future<Result> run(EventBus bus, String namespace, String address, Invocation invocation) {
        return ask(bus, address, invocation).recover(failure -> {
            String next = Failure.undelivered(failure) ? address(namespace, invocation.digest()) : null;
            return next == null || next.equals(address)
                    ? Future.failedFuture(failure)
                    : run(bus, namespace, next, invocation);
        });
    }

    private static Future<Result> ask(EventBus bus, String address, Invocation invocation) {
        long left = invocation.context().deadline() - System.currentTimeMillis();
        DeliveryOptions options = new DeliveryOptions()
                .setSendTimeout(Math.max(left, 0) + GRACE_MS)
                .setLocalOnly(true);
        try {
            return bus.<Object>request(address, invocation, options)
                    .compose(reply -> reply.body() instanceof Result result
                            ? Future.succeededFuture(result)
                            : Future.failedFuture(new IllegalStateException("a reply that is no result")));
        } catch (RuntimeException e) {
            // A bus that is closed throws instead of failing the future.
            return Future.failedFuture(e);
        }
    }

    private static @Nullable String any(Instance[] instances, String digest, int start) {
        for (int i = 0; i < instances.length; i++) {
            Instance instance = instances[(start + i) % instances.length];
            if (instance.digests().contains(digest)) {
                return instance.address();
            }
        }
        return null;
    }

    private static Instance[] joined(Instance[] all, Instance[] one) {
        Instance[] joined = Arrays.copyOf(all, all.length + 1);
        joined[all.length] = one[0];
        return joined;
    }

    private static Instance @Nullable [] without(Instance[] all, Instance one) {
        Instance[] rest = Arrays.stream(all)
                .filter(instance -> !instance.address().equals(one.address()))
                .toArray(Instance[]::new);
        return rest.length == 0 ? null : rest;
    }
}
