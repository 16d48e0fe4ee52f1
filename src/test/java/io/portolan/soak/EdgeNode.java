package io.portolan.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.bus.wire.MessageCodecs;
import io.portolan.cluster.Clustering;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.RestServer;
import io.portolan.spec.SpecReader;
import io.portolan.testing.LoneEdge;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
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
        RestServer server = Compiler.compile(
                        List.of(SpecReader.read(file.toString(), Files.readString(file))), CompileOptions.of(options))
                .plan()
                .restServers()
                .getFirst();
        LoneEdge.on(vertx, options).rest(server, port, LOOPS);
    }

    private EdgeNode() {}
}
