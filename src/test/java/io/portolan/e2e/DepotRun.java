package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;

import io.portolan.Listener;
import io.portolan.bus.stream.Streams;
import io.portolan.options.PortolanOptions;
import io.portolan.options.UpstreamOptions;
import io.portolan.testing.Depot;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The {@link Depot} as it runs, between an upstream that does what a test says and clients of both versions of HTTP. */
final class DepotRun {

    private final Vertx vertx;
    private final Path folder;
    private final int upstreamPort;
    private final HttpClient client;
    private final HttpClient client2;
    private volatile Consumer<HttpServerRequest> upstream = request -> {};
    private RunningPortolan portolan;

    private DepotRun(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
        client = vertx.createHttpClient();
        client2 = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        upstreamPort = await(vertx.createHttpServer()
                        .requestHandler(request -> upstream.accept(request))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    /** With the defaults. */
    static DepotRun serve(Vertx vertx, Path folder) {
        return serve(vertx, folder, options -> options);
    }

    /** With options that differ from the defaults. */
    static DepotRun serve(Vertx vertx, Path folder, UnaryOperator<PortolanOptions> change) {
        DepotRun run = new DepotRun(vertx, folder);
        run.write();
        run.portolan = RunningPortolan.serve(vertx, folder, key -> "key-" + key, change);
        return run;
    }

    /** Where only what is said of the consumed namespace differs. */
    static DepotRun serve(Vertx vertx, Path folder, Consumer<HttpServerRequest> upstream, UpstreamOptions options) {
        return serve(vertx, folder, all -> all.withUpstreams(List.of(options))).answers(upstream);
    }

    DepotRun answers(Consumer<HttpServerRequest> upstream) {
        this.upstream = upstream;
        return this;
    }

    RunningPortolan portolan() {
        return portolan;
    }

    int port() {
        return portolan.port(Listener.Kind.REST);
    }

    /** Writes the file anew: what was a file is a document now, here and there. */
    void change() {
        write();
        try {
            Path file = folder.resolve("depot.yaml");
            Files.writeString(file, Files.readString(file).replace("/files/{id}", "/documents/{id}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of HTTP/1.1. */
    DepotClient http1() {
        return new DepotClient(client, port());
    }

    DepotClient http2() {
        return new DepotClient(client2, port());
    }

    Future<HttpClientResponse> get(String path, String... headers) {
        return http1().get(path, headers);
    }

    Future<HttpClientResponse> send(HttpMethod method, String path, String... headers) {
        return http1().send(method, path, headers);
    }

    /** An upload that has yet to begin. */
    Future<HttpClientRequest> post(String... headers) {
        return http1().post(headers);
    }

    /** Waits until no stream is open any more. */
    void awaitNothingOpen() {
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    private void write() {
        try {
            Depot.write(folder, upstreamPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
