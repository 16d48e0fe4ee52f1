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

/**
 * Every flow of one namespace, each made ready by its first call: of thousands few are called. Without its credential
 * each of them refuses to run, and says what to set. Lives on one event loop.
 */
final class Flows {

    private final ConsumerSettings settings;
    private final Exchange exchange;
    private final Invoker invoker;
    private final Credential credential;
    private final @Nullable Failure locked;

    /** By digest: what a flow does, not what it is called, decides whether it may run. */
    private final Map<String, Flow> flows;

    private final Map<String, FlowRunner> runners = new HashMap<>();

    private Flows(
            ConsumerSettings settings,
            UpstreamStack stack,
            Invoker invoker,
            Credential credential,
            @Nullable Failure locked) {
        this.settings = settings;
        this.exchange = stack.as(credential);
        this.invoker = invoker;
        this.credential = credential;
        this.locked = locked;
        this.flows = settings.plan().flows().stream()
                .collect(Collectors.toUnmodifiableMap(Flow::digest, flow -> flow, (first, last) -> last));
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
        return flows.keySet();
    }

    boolean hold(String digest) {
        return flows.containsKey(digest);
    }

    /**
     * Runs a flow once.
     *
     * @throws Failure when it cannot begin; then nothing was sent
     */
    Future<Result> run(Invocation invocation) {
        Flow flow = flows.get(invocation.digest());
        if (flow == null) {
            throw unknown(invocation.flow());
        }
        if (System.currentTimeMillis() >= invocation.context().deadline()) {
            throw new Failure(Kind.TIMEOUT, "the deadline passed before " + invocation.flow() + " began");
        }
        if (locked != null) {
            throw locked;
        }
        FlowRunner runner = runners.get(flow.digest());
        if (runner == null) {
            runner = runner(flow);
            runners.put(flow.digest(), runner);
        }
        return runner.run(invocation);
    }

    private Failure unknown(String flow) {
        return settings.plan().flows().stream().anyMatch(own -> own.id().equals(flow))
                ? new Failure(Kind.UNAVAILABLE, "this node holds another version of " + flow)
                : new Failure(Kind.NOT_FOUND, settings.plan().namespace() + " has no flow '" + flow + "'");
    }

    private FlowRunner runner(Flow flow) {
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
