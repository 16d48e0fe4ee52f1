package io.portolan.consumer;

import io.portolan.auth.Credential;
import io.portolan.auth.MissingVariableException;
import io.portolan.auth.UnfitVariableException;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.plan.Flow;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.Refusals;
import io.portolan.upstream.RequestEncoder;
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

    private Flows(ConsumerSettings settings, Exchange exchange, Credential credential, @Nullable Failure locked) {
        this.namespace = settings.plan().namespace();
        this.names = settings.plan().flows().stream().map(Flow::id).collect(Collectors.toUnmodifiableSet());
        this.runners = runners(settings, exchange, credential);
        this.locked = locked;
    }

    static Flows of(ConsumerSettings settings, Exchange exchange) {
        try {
            Credential credential = Credential.of(settings.plan().scheme(), settings.bindings());
            return new Flows(settings, exchange, credential, null);
        } catch (MissingVariableException e) {
            Failure unset = Refusals.unset(e.variable(), settings.bindings());
            return new Flows(settings, exchange, Credential.NONE, unset);
        } catch (UnfitVariableException e) {
            Failure unfit = Refusals.unfit(e.variable(), settings.bindings());
            return new Flows(settings, exchange, Credential.NONE, unfit);
        }
    }

    Set<String> digests() {
        return runners.keySet();
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
            ConsumerSettings settings, Exchange exchange, Credential credential) {
        Map<String, FlowRunner> runners = new HashMap<>();
        for (Flow flow : settings.plan().flows()) {
            FlowRunner runner = new FlowRunner(
                    flow,
                    settings.bindings(),
                    exchange,
                    call -> new RequestEncoder(call.operation(), settings.baseUri(), credential, settings.bindings()));
            runners.put(flow.digest(), runner);
        }
        return Map.copyOf(runners);
    }
}
