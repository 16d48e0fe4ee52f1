package io.portolan.soak;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.portolan.testing.Responses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The client of the soak runs. */
final class Load {

    private static final String NAMESPACE = "/depot-rest";

    private final HttpClient client;

    /**
     * How one body went.
     *
     * @param cpu that the program in between took for it
     */
    record Transfer(Received received, Duration took, Duration cpu) {

        double mibPerSecond() {
            return received.length() / (double) Scale.MIB / (took.toNanos() / 1e9);
        }

        double cpuPerGib() {
            return cpu.toMillis() / 1e3 / (received.length() / (double) Scale.GIB);
        }
    }

    Load(Vertx vertx) {
        this(vertx, new HttpClientOptions().setMaxChunkSize(64 * 1024));
    }

    Load(Vertx vertx, HttpClientOptions options) {
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(4096));
    }

    /** A file of this length, read as fast as it comes. */
    Transfer download(Program program, long length) {
        return timed(program, () -> get(program, "/files/" + length).compose(Received::of));
    }

    /** Bytes of this length, sent as fast as they are taken; what the upstream says it got. */
    Transfer upload(Program program, long length) {
        return timed(
                program,
                () -> post(program).compose(request -> {
                    request.putHeader("content-type", "application/octet-stream")
                            .putHeader("content-length", Long.toString(length));
                    Bytes.write(request, length);
                    return request.response().compose(Load::told);
                }));
    }

    /** The response waits until it is resumed. */
    Future<HttpClientResponse> get(Program program, String path) {
        return get(program.port(), NAMESPACE + path);
    }

    Future<HttpClientResponse> get(int port, String path) {
        return client.request(HttpMethod.GET, port, "127.0.0.1", path).compose(Responses::held);
    }

    Future<HttpClientResponse> send(Program program, HttpMethod method, String path) {
        return client.request(method, program.port(), "127.0.0.1", NAMESPACE + path)
                .compose(HttpClientRequest::send);
    }

    Future<HttpClientRequest> post(Program program) {
        return client.request(HttpMethod.POST, program.port(), "127.0.0.1", NAMESPACE + "/files");
    }

    /** What the upstream says it got. */
    static Future<Received> told(HttpClientResponse response) {
        return response.body().map(body -> {
            JsonObject told = body.toJsonObject();
            return new Received(told.getLong("length"), told.getString("sha256"));
        });
    }

    /** Waits for as long as gigabytes take on a busy machine. */
    static <T> T await(Future<T> future) {
        try {
            return future.await(30, MINUTES);
        } catch (TimeoutException e) {
            throw new AssertionError("did not end", e);
        }
    }

    private static Transfer timed(Program program, Supplier<Future<Received>> transfer) {
        Duration before = program.cpu();
        long begun = System.nanoTime();
        Received received = await(transfer.get());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Transfer(received, took, program.cpu().minus(before));
    }
}
