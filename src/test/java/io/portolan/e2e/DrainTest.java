package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.Listener.Kind;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FreePort;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing: calls under way finish, nothing new is taken, and it does not take for ever. */
@ExtendWith(VertxExtension.class)
final class DrainTest {

    private static final String BATCH = "/portkey-batch-rest/v1/batches/b1";
    private static final Buffer TOOL_CALL = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"retrieves-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}");

    @TempDir
    private Path folder;

    private Vertx vertx;
    private FakeUpstream upstream;
    private final Promise<Void> arrived = Promise.promise();
    private final Promise<Void> released = Promise.promise();

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx).answers((request, response) -> {
            arrived.tryComplete();
            released.future()
                    .onSuccess(now -> response.putHeader("content-type", "application/json")
                            .end("{\"id\":\"b1\"}"));
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REST", "MCP"})
    void letsACallFinishWhileNothingNewIsTaken(Kind kind) {
        RunningPortolan portolan = serve(Duration.ofSeconds(10));
        Future<HttpResponse<Buffer>> slow = call(portolan, kind);
        RunningPortolan.await(arrived.future());

        Future<Void> closing = portolan.portolan().close();
        RunningPortolan.eventually(
                vertx, () -> FreePort.is(portolan.port(Kind.REST)) && FreePort.is(portolan.port(Kind.MCP)));

        assertThat(slow.isComplete()).isFalse();
        assertThat(closing.isComplete()).isFalse();
        assertThat(portolan.control("/health/ready").statusCode()).isEqualTo(503);
        assertThat(portolan.control("/health/live").statusCode()).isEqualTo(200);

        released.complete();

        assertThat(RunningPortolan.await(slow).statusCode()).isEqualTo(200);
        assertThat(RunningPortolan.await(slow).bodyAsString()).contains("b1");
        RunningPortolan.await(closing);
        assertThat(FreePort.is(portolan.port(Kind.CONTROL))).isTrue();
    }

    @Test
    void letsACallOnTheBusFinish() {
        RunningPortolan portolan = serve(Duration.ofSeconds(10));
        Future<Message<JsonObject>> slow = vertx.eventBus()
                .request("capability.portkey-batch.retrievebatch", new JsonObject().put("batch_id", "b1"));
        RunningPortolan.await(arrived.future());

        Future<Void> closing = portolan.portolan().close();
        RunningPortolan.eventually(vertx, () -> FreePort.is(portolan.port(Kind.REST)));
        released.complete();

        assertThat(RunningPortolan.await(slow).body().getString("id")).isEqualTo("b1");
        RunningPortolan.await(closing);
    }

    @Test
    void waitsNoLongerThanTheDrainTime() {
        RunningPortolan portolan = serve(Duration.ofMillis(300));
        Future<HttpResponse<Buffer>> slow = call(portolan, Kind.REST);
        Future<HttpResponse<Buffer>> alsoSlow = call(portolan, Kind.MCP);
        RunningPortolan.await(arrived.future());
        long begun = System.nanoTime();

        RunningPortolan.await(portolan.portolan().close());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        assertThatThrownBy(() -> RunningPortolan.await(slow)).hasMessageContaining("closed");
        assertThatThrownBy(() -> RunningPortolan.await(alsoSlow)).hasMessageContaining("closed");
    }

    @Test
    void closesAtOnceWhenNothingIsUnderWay() {
        released.complete();
        RunningPortolan portolan = serve(Duration.ofSeconds(15));
        assertThat(RunningPortolan.await(call(portolan, Kind.REST)).statusCode())
                .isEqualTo(200);
        long begun = System.nanoTime();

        RunningPortolan.await(portolan.portolan().close());

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(FreePort.is(portolan.port(Kind.CONTROL))).isTrue();
    }

    @Test
    void takesCallsUntilBalancersHadTimeToNotice() {
        released.complete();
        RunningPortolan portolan = serve(Duration.ofSeconds(10), Duration.ofSeconds(2));
        long begun = System.nanoTime();

        Future<Void> closing = portolan.portolan().close();
        RunningPortolan.eventually(
                vertx, () -> portolan.control("/health/ready").statusCode() == 503);

        assertThat(RunningPortolan.await(call(portolan, Kind.REST)).statusCode())
                .isEqualTo(200);
        RunningPortolan.await(closing);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(FreePort.is(portolan.port(Kind.REST))).isTrue();
    }

    @Test
    void closesTwiceAsWellAsOnce() {
        RunningPortolan portolan = serve(Duration.ofSeconds(10));

        RunningPortolan.await(portolan.portolan().close());
        RunningPortolan.await(portolan.portolan().close());

        assertThat(FreePort.is(portolan.port(Kind.REST))).isTrue();
    }

    private static Future<HttpResponse<Buffer>> call(RunningPortolan portolan, Kind kind) {
        return kind == Kind.REST ? portolan.rest("GET", BATCH).send() : portolan.send("/mcp", TOOL_CALL);
    }

    private RunningPortolan serve(Duration drain) {
        return serve(drain, Duration.ZERO);
    }

    private RunningPortolan serve(Duration drain, Duration notice) {
        Seeds.copy(folder, "portkey-batch.yaml", upstream.port());
        return RunningPortolan.serve(vertx, folder, key -> "key", options -> drains(options, notice, drain));
    }

    private static PortolanOptions drains(PortolanOptions options, Duration notice, Duration drain) {
        TimeoutOptions timeouts = options.timeouts();
        return options.withTimeouts(new TimeoutOptions(
                timeouts.connect(), timeouts.firstByte(), timeouts.idle(), timeouts.total(), notice, drain));
    }
}
