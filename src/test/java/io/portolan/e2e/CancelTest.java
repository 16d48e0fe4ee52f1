package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that goes away stops what it asked for. */
@ExtendWith(VertxExtension.class)
final class CancelTest {

    private static final Buffer CALL = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"ship\",\"arguments\":{\"imo\":\"9\"}}}");

    @TempDir
    private Path folder;

    private final Promise<Void> arrived = Promise.promise();
    private final Promise<Void> reset = Promise.promise();
    private Vertx vertx;
    private FakeUpstream upstream;
    private RunningPortolan portolan;

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx);
        upstream.answers(this::neverAnswer);
        Harbour.write(folder, upstream.port());
        portolan = RunningPortolan.serve(vertx, folder);
    }

    private void neverAnswer(FakeUpstream.Received request, Object response) {
        request.connection().closeHandler(closed -> reset.tryComplete());
        arrived.tryComplete();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void resetsTheUpstreamWhenARestClientLeaves(HttpVersion version) throws Exception {
        HttpClientRequest request = client(version, Listener.Kind.REST, HttpMethod.GET, "/ships/9");
        request.send();

        leave(request);

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void resetsTheUpstreamWhenAnMcpClientLeaves(HttpVersion version) throws Exception {
        HttpClientRequest request = client(version, Listener.Kind.MCP, HttpMethod.POST, "/mcp");
        request.send(CALL);

        leave(request);

        assertNothingIsLeft();
    }

    @Test
    void resetsTheUpstreamWhenTheWholeConnectionOfAClientGoes() throws Exception {
        HttpClientRequest request = client(HttpVersion.HTTP_2, Listener.Kind.REST, HttpMethod.GET, "/ships/9");
        request.send();
        await(arrived.future());

        request.connection().close();

        reset.future().await(1, SECONDS);
    }

    @Test
    void noticesAClientThatWasAnsweredBeforeOnTheSameConnection() throws Exception {
        upstream.answersJson(200, "{}");
        HttpClient client = vertx.createHttpClient();
        int port = portolan.port(Listener.Kind.REST);
        for (int i = 0; i < 3; i++) {
            await(client.request(HttpMethod.GET, port, "127.0.0.1", "/ships/" + i)
                    .compose(request -> request.send())
                    .compose(response -> response.body()));
        }
        upstream.answers(this::neverAnswer);
        HttpClientRequest request = await(client.request(HttpMethod.GET, port, "127.0.0.1", "/ships/9"));
        request.send();

        leave(request);

        assertNothingIsLeft();
    }

    @Test
    void beginsNoFurtherStepOfAFlow() throws Exception {
        HttpClientRequest request = client(HttpVersion.HTTP_1_1, Listener.Kind.REST, HttpMethod.GET, "/convoy");
        request.send();

        leave(request);

        assertNothingIsLeft();
        assertThat(upstream.received()).hasSize(1);
        assertThat(upstream.only().uri()).isEqualTo("/ships/one");
    }

    @Test
    void countsACallThatWasCancelledAsTheClientsDoing() throws Exception {
        HttpClientRequest request = client(HttpVersion.HTTP_1_1, Listener.Kind.REST, HttpMethod.GET, "/ships/9");
        request.send();

        leave(request);

        eventually(
                vertx,
                () -> metrics()
                        .contains("portolan_calls_seconds_count{capability=\"registry\",operation=\"get\","
                                + "status=\"4xx\",surface=\"rest\"} 1"));
    }

    private HttpClientRequest client(HttpVersion version, Listener.Kind kind, HttpMethod method, String path) {
        HttpClientOptions options = new HttpClientOptions().setProtocolVersion(version);
        return await(vertx.createHttpClient(options).request(method, portolan.port(kind), "127.0.0.1", path))
                .putHeader("content-type", "application/json");
    }

    private void leave(HttpClientRequest request) throws TimeoutException {
        Future<Void> came = arrived.future();
        await(came);
        request.reset();
        reset.future().await(1, SECONDS);
    }

    private void assertNothingIsLeft() {
        eventually(vertx, () -> metrics().contains("portolan_inflight 0"));
    }

    private String metrics() {
        return portolan.control("/metrics").bodyAsString();
    }
}
