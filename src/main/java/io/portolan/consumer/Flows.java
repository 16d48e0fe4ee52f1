package io.portolan.consumer;

import io.portolan.auth.Credential;
import io.portolan.auth.MissingVariableException;
import io.portolan.auth.UnfitVariableException;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.format.MalformedContentException;
import io.portolan.plan.Flow;
import io.portolan.plan.Step;
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
    private final CallRunner.Way way;
    private final Means means;
    private final @Nullable Failure locked;

    /** What a flow does, not what it is called, decides whether it may run. */
    private final Set<String> digests;

    private final Map<String, Runner> runners = new HashMap<>();

    private Flows(
            ConsumerSettings settings,
            UpstreamStack stack,
            Means means,
            Credential credential,
            @Nullable Failure locked) {
        this.settings = settings;
        this.way = new CallRunner.Way(stack.as(credential), credential);
        this.means = means;
        this.locked = locked;
        this.digests = settings.plan().flows().stream().map(Flow::digest).collect(Collectors.toUnmodifiableSet());
    }

    /** Runs one flow. */
    @FunctionalInterface
    interface Runner {

        /**
         * Runs it once.
         *
         * @throws Failure when the input does not fit; then nothing was sent
         */
        Future<Result> run(Invocation invocation, RunningCall call);
    }

    /**
     * What flows work with.
     *
     * @param invoker by which flows of several steps ask other consumers
     */
    record Means(Invoker invoker, Bench bench) {}

    static Flows of(ConsumerSettings settings, UpstreamStack stack, Means means) {
        Failure lost = settings.lost();
        if (lost != null) {
            return new Flows(settings, stack, means, Credential.NONE, lost);
        }
        try {
            Credential credential = Credential.of(settings.plan().scheme(), settings.bindings());
            return new Flows(settings, stack, means, credential, null);
        } catch (MissingVariableException e) {
            Failure unset = Refusals.unset(e.variable(), settings.bindings());
            return new Flows(settings, stack, means, Credential.NONE, unset);
        } catch (UnfitVariableException e) {
            Failure unfit = Refusals.unfit(e, settings.bindings());
            return new Flows(settings, stack, means, Credential.NONE, unfit);
        }
    }

    Set<String> digests() {
        return digests;
    }

    boolean hold(String digest) {
        return digests.contains(digest);
    }

    /**
     * Runs a flow once.
     *
     * @throws Failure when it cannot begin; then nothing was sent
     */
    Future<Result> run(Invocation invocation, RunningCall call) {
        if (!digests.contains(invocation.digest())) {
            throw unknown(invocation.flow());
        }
        if (System.currentTimeMillis() >= invocation.context().deadline()) {
            throw new Failure(Kind.TIMEOUT, "the deadline passed before " + invocation.flow() + " began");
        }
        if (locked != null) {
            throw locked;
        }
        Runner runner = runners.get(invocation.digest());
        if (runner == null) {
            runner = runner(flow(invocation.digest()));
            runners.put(invocation.digest(), runner);
        }
        return runner.run(invocation, call);
    }

    /** The last of those that do the same. */
    private Flow flow(String digest) {
        return settings.plan().flows().reversed().stream()
                .filter(flow -> flow.digest().equals(digest))
                .findFirst()
                .orElseThrow();
    }

    private Failure unknown(String flow) {
        return settings.plan().flows().stream().anyMatch(own -> own.id().equals(flow))
                ? new Failure(Kind.UNAVAILABLE, "this node holds another version of " + flow)
                : new Failure(Kind.NOT_FOUND, settings.plan().namespace() + " has no flow '" + flow + "'");
    }

    private Runner runner(Flow flow) {
        try {
            if (!flow.steps().isEmpty() && flow.steps().getFirst() instanceof Step.Call call) {
                return new CallRunner(flow, call, settings, way, means.bench());
            }
            return new StepsRunner(flow, settings.bindings(), means, new Shaper(flow.output(), settings.schemas()));
        } catch (MalformedContentException schema) {
            Failure unusable = new Failure(Kind.UNAVAILABLE, flow.id() + " cannot be shaped: " + schema.detail());
            return (invocation, call) -> Future.failedFuture(unusable);
        }
    }
}
