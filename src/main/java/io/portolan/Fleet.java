package io.portolan;

import io.portolan.plan.Bounds;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verticles of one kind, so many instances of each for every namespace that needs one. They are deployed and undeployed
 * only when a namespace comes or goes; otherwise they learn what changed.
 *
 * @param <S> what one is told about its namespace; what equals what it runs is not told again
 */
final class Fleet<S, V extends Deployable> implements Layer {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /**
     * A kind of verticle.
     *
     * @param settings what the plan wants, by namespace
     * @param make one instance, not yet deployed, by its number from 0
     * @param learn tells a deployed one what it has to run from now on, besides what it runs
     * @param forget tells it that only what it learnt last is still asked for
     */
    record Kind<S, V>(
            Function<Generation, Map<String, S>> settings,
            BiFunction<S, Integer, V> make,
            BiFunction<V, S, Future<Void>> learn,
            Function<V, Future<Void>> forget) {}

    /** The instances for one namespace under one plan. Each is itself only: one may leave, come back and leave again. */
    private static final class Member<S, V> {

        private final S settings;
        private final List<V> instances;
        private final String deployment;

        Member(S settings, List<V> instances, String deployment) {
            this.settings = settings;
            this.instances = List.copyOf(instances);
            this.deployment = deployment;
        }

        Member<S, V> with(S settings) {
            return new Member<>(settings, instances, deployment);
        }

        Future<?> tell(Function<V, Future<Void>> order) {
            return Future.join(instances.stream().map(order).toList());
        }
    }

    // How much longer than a call a namespace stays that no plan names any more.
    private static final long GRACE_MS = 1000;

    private final Vertx vertx;
    private final Kind<S, V> kind;
    private final Map<String, Member<S, V>> members = new ConcurrentHashMap<>();

    /** Those that no plan names any more, until no call can ask for them. */
    private final Map<String, Member<S, V>> leaving = new ConcurrentHashMap<>();

    Fleet(Vertx vertx, Kind<S, V> kind) {
        this.vertx = vertx;
        this.kind = kind;
    }

    @Override
    public Future<Change> prepare(Generation next) {
        Duration longest = Bounds.longest(
                next.plan().upstreams().stream().flatMap(upstream -> upstream.flows().stream()),
                next.options().timeouts());
        long stayMs = longest.toMillis() + GRACE_MS;
        // What a key is may have to be read from a file.
        return vertx.executeBlocking(() -> kind.settings().apply(next))
                .compose(wanted -> prepare(Objects.requireNonNull(wanted), stayMs));
    }

    private Future<Change> prepare(Map<String, S> wanted, long stayMs) {
        Map<String, Future<Member<S, V>>> ready = new HashMap<>();
        wanted.forEach((name, settings) -> ready.put(name, member(name, settings)));
        Step step = new Step(ready, stayMs);
        return Future.join(List.copyOf(ready.values()))
                .<Change>map(step)
                .recover(cause -> step.drop().transform(dropped -> Future.failedFuture(cause)));
    }

    @Override
    public Future<?> close() {
        List<Future<?>> closed = new ArrayList<>();
        for (Map<String, Member<S, V>> all : List.of(members, leaving)) {
            all.values().forEach(member -> closed.add(vertx.undeploy(member.deployment)));
            all.clear();
        }
        return Future.join(closed);
    }

    private Future<Member<S, V>> member(String name, S settings) {
        Member<S, V> left = leaving.remove(name);
        Member<S, V> known = left == null ? members.get(name) : left;
        if (known == null) {
            return deploy(settings);
        }
        Future<?> learnt = known.settings.equals(settings)
                ? Future.succeededFuture()
                : known.tell(instance -> kind.learn().apply(instance, settings));
        return learnt.map(known.with(settings));
    }

    private Future<Member<S, V>> deploy(S settings) {
        List<V> instances = new CopyOnWriteArrayList<>();
        return vertx.deployVerticle(
                        () -> {
                            V instance = kind.make().apply(settings, instances.size());
                            instances.add(instance);
                            return instance;
                        },
                        new DeploymentOptions().setInstances(Portolan.INSTANCES))
                .map(id -> new Member<>(settings, instances, id));
    }

    private final class Step implements Change {

        private final Map<String, Future<Member<S, V>>> ready;
        private final long stayMs;

        Step(Map<String, Future<Member<S, V>>> ready, long stayMs) {
            this.ready = ready;
            this.stayMs = stayMs;
        }

        @Override
        public void adopt() {
            members.forEach((name, member) -> {
                if (!ready.containsKey(name)) {
                    members.remove(name);
                    leave(name, member);
                }
            });
            ready.forEach((name, made) -> {
                Member<S, V> member = made.result();
                Member<S, V> before = members.put(name, member);
                if (before != null && !before.settings.equals(member.settings)) {
                    member.tell(kind.forget()).onFailure(cause -> warn(name, cause));
                }
            });
        }

        @Override
        public Future<?> drop() {
            List<Future<?>> undone = new ArrayList<>();
            ready.forEach((name, made) -> undone.add(undo(name, made)));
            return Future.join(undone);
        }

        private Future<?> undo(String name, Future<Member<S, V>> made) {
            Member<S, V> before = members.get(name);
            if (before != null) {
                return before.tell(instance -> kind.learn().apply(instance, before.settings))
                        .compose(learnt -> before.tell(kind.forget()));
            }
            if (made.succeeded()) {
                leave(name, made.result());
            }
            return Future.succeededFuture();
        }

        private void leave(String name, Member<S, V> member) {
            leaving.put(name, member);
            vertx.setTimer(stayMs, id -> {
                if (leaving.remove(name, member)) {
                    vertx.undeploy(member.deployment).onFailure(cause -> warn(name, cause));
                }
            });
        }

        private void warn(String name, Throwable cause) {
            LOG.atWarn()
                    .addKeyValue("namespace", name)
                    .addKeyValue("error", cause)
                    .log("a change of the plan was not taken in whole");
        }
    }
}
