package io.portolan.upstream;

import static io.portolan.upstream.RawUpstream.OK;
import static io.portolan.upstream.RawUpstream.PATIENT;
import static io.portolan.upstream.RawUpstream.ROOMY;
import static io.portolan.upstream.RawUpstream.get;
import static io.portolan.upstream.RawUpstream.within;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.options.LimitOptions;
import io.portolan.options.Size;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of an exchange when nobody wants its answer any more. */
@ExtendWith(VertxExtension.class)
final class HttpExchangeCancelTest {

    private Vertx vertx;
    private RawUpstream raw;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
        raw = new RawUpstream(vertx);
    }

    @Test
    void breaksOffTheWaitForAnAnswer() throws Exception {
        Promise<Void> arrived = Promise.promise();
        Exchange exchange = raw.against(socket -> arrived.tryComplete());
        RunningCall call = within(20_000);
        Future<Result> answer = send(exchange, call);
        arrived.future().await(10, SECONDS);

        cancel(call);

        raw.awaitClosed();
        assertThat(kind(answer)).isEqualTo(Kind.CANCELLED);
    }

    @Test
    void breaksOffAnAnswerThatHasBegun() throws Exception {
        Promise<Void> begun = Promise.promise();
        Exchange exchange = raw.against(socket ->
                socket.write(OK + "Content-Length: 100\r\n\r\nhello").onSuccess(written -> begun.tryComplete()));
        RunningCall call = within(20_000);
        Future<Result> answer = send(exchange, call);
        begun.future().await(10, SECONDS);

        cancel(call);

        raw.awaitClosed();
        assertThat(kind(answer)).isEqualTo(Kind.CANCELLED);
    }

    @Test
    void givesUpTheWaitForAConnectionAndUsesNone() throws Exception {
        AtomicReference<NetSocket> first = new AtomicReference<>();
        Promise<Void> arrived = Promise.promise();
        LimitOptions one = new LimitOptions(Size.parse("1KiB"), 64, 1, 8);
        Exchange exchange = raw.against(
                socket -> {
                    if (first.compareAndSet(null, socket)) {
                        arrived.tryComplete();
                    } else {
                        socket.write(OK + "Content-Length: 0\r\n\r\n");
                    }
                },
                PATIENT,
                one);
        Future<Result> answered = send(exchange, within(20_000));
        arrived.future().await(10, SECONDS);
        RunningCall waiting = within(20_000);
        Future<Result> cancelled = send(exchange, waiting);

        cancel(waiting);

        assertThat(kind(cancelled)).isEqualTo(Kind.CANCELLED);
        first.get().write(OK + "Content-Length: 0\r\n\r\n");
        assertThat(answered.await(10, SECONDS).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(send(exchange, within(20_000)).await(10, SECONDS).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void sendsNothingForACallThatIsCancelledAlready() throws Exception {
        Exchange exchange = raw.against(socket -> {}, PATIENT, ROOMY);
        RunningCall call = within(20_000);
        cancel(call);

        assertThat(kind(send(exchange, call))).isEqualTo(Kind.CANCELLED);
        assertThat(raw.connections()).isZero();
    }

    /** A call lives on one event loop. */
    private Future<Result> send(Exchange exchange, RunningCall call) {
        return Future.future(answer ->
                vertx.runOnContext(now -> exchange.send(get("/"), call).onComplete(answer)));
    }

    private void cancel(RunningCall call) throws Exception {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(now -> {
            call.cancel();
            done.complete();
        });
        done.future().await(10, SECONDS);
    }

    private static Kind kind(Future<Result> answer) {
        return catchThrowableOfType(Failure.class, () -> answer.await(10, SECONDS))
                .kind();
    }
}
