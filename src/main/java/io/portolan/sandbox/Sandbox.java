package io.portolan.sandbox;

import io.portolan.auth.Credential;
import io.portolan.binding.Bindings;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamPlan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A built-in upstream that behaves like a small stateful REST API over any consumed paths, so that everything runs
 * without a key. It makes up the credentials it then demands, and never reads real ones.
 */
public final class Sandbox {

    private final Vertx vertx;
    private final SandboxVerticle verticle = new SandboxVerticle(this::api);
    private volatile Map<String, Hosted> hosted = Map.of();
    private volatile Set<String> served = Set.of();
    private volatile String deployment = "";

    /** A namespace that is answered here. */
    private record Hosted(UpstreamPlan upstream, Bindings bindings, SandboxApi api) {}

    private Sandbox(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Listens on a free loopback port for these namespaces, each with objects of its own. */
    public static Future<Sandbox> start(Vertx vertx, List<UpstreamPlan> upstreams) {
        Sandbox sandbox = new Sandbox(vertx);
        sandbox.serve(upstreams);
        return vertx.deployVerticle(sandbox.verticle).map(id -> {
            sandbox.deployment = id;
            return sandbox;
        });
    }

    /**
     * Serves these namespaces from now on; one that it knows keeps its objects and its variables. For calls under way it
     * goes on with those that were served until now.
     */
    public void serve(List<UpstreamPlan> upstreams) {
        Map<String, Hosted> known = hosted;
        Map<String, Hosted> next = new HashMap<>(known);
        next.keySet().retainAll(served);
        upstreams.forEach(upstream -> next.put(upstream.namespace(), host(upstream, known.get(upstream.namespace()))));
        hosted = Map.copyOf(next);
        served = upstreams.stream().map(UpstreamPlan::namespace).collect(Collectors.toUnmodifiableSet());
    }

    private static Hosted host(UpstreamPlan upstream, @Nullable Hosted known) {
        if (known == null) {
            Bindings own = Bindings.of(Map.of(), new MadeUpValues()::of);
            return new Hosted(upstream, own, new SandboxApi(upstream, Credential.of(upstream.scheme(), own)));
        }
        if (known.upstream().equals(upstream)) {
            return known;
        }
        Credential credential = Credential.of(upstream.scheme(), known.bindings());
        return new Hosted(upstream, known.bindings(), known.api().under(upstream, credential));
    }

    private @Nullable SandboxApi api(String namespace) {
        Hosted here = hosted.get(namespace);
        return here == null ? null : here.api();
    }

    /** Where this namespace lives. */
    public BaseUri baseUri(String namespace) {
        String segment = URLEncoder.encode(namespace, StandardCharsets.UTF_8).replace("+", "%20");
        return new BaseUri("http", SandboxVerticle.HOST, verticle.port(), "/" + segment);
    }

    /**
     * The variables of this upstream, with values that only this sandbox accepts.
     *
     * @throws IllegalArgumentException when the sandbox was started without it
     */
    public Bindings bindings(UpstreamPlan upstream) {
        Hosted here = hosted.get(upstream.namespace());
        if (here == null) {
            throw new IllegalArgumentException("namespace '" + upstream.namespace() + "' is not in the sandbox");
        }
        return here.bindings();
    }

    /** Stops listening; objects are gone. */
    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }
}
