package io.portolan.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.wire.MessageCodecs;
import io.portolan.cluster.Clustering;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.http.Callers;
import io.portolan.http.EdgeOptions;
import io.portolan.http.EdgeVerticle;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.RestServer;
import io.portolan.rest.RestBackend;
import io.portolan.rest.RestMount;
import io.portolan.spec.SpecReader;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The REST edge of a file, on a node that consumes nothing: every call goes to another node. */
final class EdgeNode {

    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    /** Serves a file on a port, in a cluster of a name, by its own port and that of the other node; says when it does. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        List<String> members = List.of("127.0.0.1:" + args[3], "127.0.0.1:" + args[4]);
        ClusterOptions cluster =
                new ClusterOptions(true, args[2], null, "127.0.0.1", Integer.parseInt(args[3]), members);
        Vertx vertx = Clustering.join(Vertx.builder(), new VertxOptions().setEventLoopPoolSize(LOOPS), cluster)
                .await(60, SECONDS);
        serve(vertx, file, port);
        System.out.println("serving");
    }

    private static void serve(Vertx vertx, Path file, int port) throws Exception {
        MessageCodecs.register(vertx);
        PortolanOptions options = PortolanOptions.defaults();
        BusInvoker invoker = new BusInvoker(vertx, new LocalConsumers(), options.limits());
        invoker.open().await(60, SECONDS);
        RestServer server = Compiler.compile(
                        List.of(SpecReader.read(file.toString(), Files.readString(file))), CompileOptions.of(options))
                .plan()
                .restServers()
                .getFirst();
        RestBackend backend = new RestBackend(
                invoker,
                new CallRecorder(new SimpleMeterRegistry()),
                options,
                new Callers(guard -> Bindings.of(guard.bindings(), key -> null)));
        EdgeOptions edge = new EdgeOptions(
                "127.0.0.1", List.of(), List.of(), options.limits().body(), Duration.ofMinutes(3));
        vertx.deployVerticle(
                        () -> new EdgeVerticle(port, Duration.ZERO, edge, List.of(new RestMount(server, backend))),
                        new DeploymentOptions().setInstances(LOOPS))
                .await(60, SECONDS);
    }

    private EdgeNode() {}
}
