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

/**
 * A built-in upstream that behaves like a small stateful REST API over any consumed paths, so that everything runs
 * without a key. It makes up the credentials it then demands, and never reads real ones.
 */
public final class Sandbox {

    private final Vertx vertx;
    private final Map<String, Bindings> bindings;
    private final String deployment;
    private final int port;

    private Sandbox(Vertx vertx, Map<String, Bindings> bindings, String deployment, int port) {
        this.vertx = vertx;
        this.bindings = bindings;
        this.deployment = deployment;
        this.port = port;
    }

    /** Listens on a free loopback port for these namespaces, each with objects of its own. */
    public static Future<Sandbox> start(Vertx vertx, List<UpstreamPlan> upstreams) {
        Map<String, Bindings> bindings = new HashMap<>();
        Map<String, SandboxApi> apis = new HashMap<>();
        for (UpstreamPlan upstream : upstreams) {
            Bindings own = Bindings.of(Map.of(), new MadeUpValues()::of);
            bindings.put(upstream.namespace(), own);
            apis.put(upstream.namespace(), new SandboxApi(upstream, Credential.of(upstream.scheme(), own)));
        }
        SandboxVerticle verticle = new SandboxVerticle(apis);
        return vertx.deployVerticle(verticle).map(id -> new Sandbox(vertx, bindings, id, verticle.port()));
    }

    /** Where this namespace lives. */
    public BaseUri baseUri(String namespace) {
        String segment = URLEncoder.encode(namespace, StandardCharsets.UTF_8).replace("+", "%20");
        return new BaseUri("http", SandboxVerticle.HOST, port, "/" + segment);
    }

    /**
     * The variables of this upstream, with values that only this sandbox accepts.
     *
     * @throws IllegalArgumentException when the sandbox was started without it
     */
    public Bindings bindings(UpstreamPlan upstream) {
        Bindings own = bindings.get(upstream.namespace());
        if (own == null) {
            throw new IllegalArgumentException("namespace '" + upstream.namespace() + "' is not in the sandbox");
        }
        return own;
    }

    /** Stops listening; objects are gone. */
    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }
}
