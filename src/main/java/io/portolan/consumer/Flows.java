package io.portolan.consumer;

import io.portolan.auth.Credential;
import io.portolan.auth.MissingVariableException;
import io.portolan.auth.UnfitVariableException;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.format.MalformedContentException;
import io.portolan.plan.Flow;
import io.portolan.plan.Step;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.Refusals;
import io.portolan.upstream.UpstreamStack;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every flow of one namespace. Without its credential each of them refuses to run, and says what to set. */
final class Flows {

    private final String namespace;
    private final Set<String> names;
    private final Map<String, FlowRunner> runners;
    private final @Nullable Failure locked;

    private Flows(
            ConsumerSettings settings,
            UpstreamStack stack,
            Invoker invoker,
            Credential credential,
            @Nullable Failure locked) {
        this.namespace = settings.plan().namespace();
        this.names = settings.plan().flows().stream().map(Flow::id).collect(Collectors.toUnmodifiableSet());
        this.runners = runners(settings, stack.as(credential), invoker, credential);
        this.locked = locked;
    }

    /** @param invoker by which flows of several steps ask other consumers */
    static Flows of(ConsumerSettings settings, UpstreamStack stack, Invoker invoker) {
        Failure lost = settings.lost();
        if (lost != null) {
            return new Flows(settings, stack, invoker, Credential.NONE, lost);
        }
        try {
            Credential credential = Credential.of(settings.plan().scheme(), settings.bindings());
            return new Flows(settings, stack, invoker, credential, null);
        } catch (MissingVariableException e) {
            Failure unset = Refusals.unset(e.variable(), settings.bindings());
            return new Flows(settings, stack, invoker, Credential.NONE, unset);
        } catch (UnfitVariableException e) {
            Failure unfit = Refusals.unfit(e, settings.bindings());
            return new Flows(settings, stack, invoker, Credential.NONE, unfit);
        }
    }

    Set<String> digests() {
        return runners.keySet();
    }

    boolean hold(String digest) {
        return runners.containsKey(digest);
    }

    /**
     * Runs a flow once.
     *
     * @throws Failure when it cannot begin; then nothing was sent
     */
    Future<Result> run(Invocation invocation) {
        FlowRunner runner = runners.get(invocation.digest());
        if (runner == null) {
            throw names.contains(invocation.flow())
                    ? new Failure(Kind.UNAVAILABLE, "this node holds another version of " + invocation.flow())
                    : new Failure(Kind.NOT_FOUND, namespace + " has no flow '" + invocation.flow() + "'");
        }
        if (System.currentTimeMillis() >= invocation.context().deadline()) {
            throw new Failure(Kind.TIMEOUT, "the deadline passed before " + invocation.flow() + " began");
        }
        if (locked != null) {
            throw locked;
        }
        return runner.run(invocation);
    }

    /** By digest: what a flow does, not what it is called, decides whether it may run. */
    private static Map<String, FlowRunner> runners(
            ConsumerSettings settings, Exchange exchange, Invoker invoker, Credential credential) {
        Map<String, FlowRunner> runners = new HashMap<>();
        for (Flow flow : settings.plan().flows()) {
            runners.put(flow.digest(), runner(flow, settings, exchange, invoker, credential));
        }
        return Map.copyOf(runners);
    }

    private static FlowRunner runner(
            Flow flow, ConsumerSettings settings, Exchange exchange, Invoker invoker, Credential credential) {
        try {
            if (!flow.steps().isEmpty() && flow.steps().getFirst() instanceof Step.Call call) {
                return new CallRunner(flow, call, settings, exchange, credential);
            }
            return new StepsRunner(flow, settings.bindings(), invoker, new Shaper(flow.output(), settings.schemas()));
        } catch (MalformedContentException schema) {
            Failure unusable = new Failure(Kind.UNAVAILABLE, flow.id() + " cannot be shaped: " + schema.detail());
            return invocation -> Future.failedFuture(unusable);
        }
    }
}
