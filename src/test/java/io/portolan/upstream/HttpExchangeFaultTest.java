package io.portolan.upstream;

import static io.portolan.upstream.RawUpstream.MINUTE;
import static io.portolan.upstream.RawUpstream.OK;
import static io.portolan.upstream.RawUpstream.PATIENT;
import static io.portolan.upstream.RawUpstream.ROOMY;
import static io.portolan.upstream.RawUpstream.failure;
import static io.portolan.upstream.RawUpstream.get;
import static io.portolan.upstream.RawUpstream.says;
import static io.portolan.upstream.RawUpstream.send;
import static io.portolan.upstream.RawUpstream.timeouts;
import static io.portolan.upstream.RawUpstream.within;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Result;
import io.portolan.options.LimitOptions;
import io.portolan.options.Size;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.BaseUri;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upstreams that cannot be reached, misbehave, or never end. */
@ExtendWith(VertxExtension.class)
final class HttpExchangeFaultTest {

    private Vertx vertx;
    private RawUpstream raw;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        raw = new RawUpstream(vertx);
    }

    @Test
    void saysWhatAnUpstreamDidWrong() throws Exception {
        Exchange silent = raw.against(NetSocket::close);
        Exchange garbage = raw.against(says("220 smtp ready\r\n\r\n"));
        Exchange cut = raw.against(socket -> socket.end(Buffer.buffer(OK + "Content-Length: 100\r\n\r\nhello")));
        Exchange cutChunk =
                raw.against(socket -> socket.end(Buffer.buffer(OK + "Transfer-Encoding: chunked\r\n\r\n64\r\nhello")));
        Exchange cutBetweenChunks = raw.against(
                socket -> socket.end(Buffer.buffer(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")));
        Exchange badLength = raw.against(says(OK + "Content-Length: five\r\n\r\nhello"));
        Exchange switching =
                raw.against(says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"));

        assertThat(failure(silent, get("/"))).satisfies(broken("broke off or answered with something other than HTTP"));
        assertThat(failure(garbage, get("/")))
                .satisfies(broken("broke off or answered with something other than HTTP"));
        assertThat(failure(cut, get("/"))).satisfies(broken("broke off its answer"));
        assertThat(failure(cutChunk, get("/"))).satisfies(broken("broke off its answer"));
        assertThat(failure(cutBetweenChunks, get("/"))).satisfies(broken("broke off its answer"));
        assertThat(failure(badLength, get("/")).kind()).isEqualTo(Kind.UPSTREAM_BROKEN);
        assertThat(failure(switching, get("/")).kind()).isEqualTo(Kind.UPSTREAM_BROKEN);
    }

    @Test
    void saysThatAnUpstreamRefusedTheConnection() throws Exception {
        // Bound, so that nobody else gets the port, but not listening.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = bound.getLocalPort();
            Exchange refusing = raw.open(new BaseUri("http", "127.0.0.1", port, ""), PATIENT, ROOMY);

            assertThat(failure(refusing, get("/?key=secret")))
                    .hasMessage("api (127.0.0.1:" + port + ") refused the connection")
                    .extracting(Failure::kind)
                    .isEqualTo(Kind.UPSTREAM_UNREACHABLE);
        }
    }

    @Test
    void saysWhyAnUpstreamCannotBeReached() throws Exception {
        TimeoutOptions hasty = timeouts(Duration.ofSeconds(2), MINUTE, MINUTE);
        Exchange unknown = raw.open(new BaseUri("http", "no-such-host.invalid", 80, ""), hasty, ROOMY);
        NetServer plain = raw.listen(says("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        Exchange plainText = raw.open(new BaseUri("https", "127.0.0.1", plain.actualPort(), ""), PATIENT, ROOMY);

        assertThat(failure(unknown, get("/")).kind()).isEqualTo(Kind.UPSTREAM_UNREACHABLE);
        assertThat(failure(plainText, get("/")))
                .hasMessage("api (127.0.0.1:" + plain.actualPort() + ") failed the TLS handshake");
    }

    @Test
    void givesUpOnAnUpstreamThatAcceptsNoConnection() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            BaseUri baseUri = new BaseUri("http", "127.0.0.1", full.getLocalPort(), "");
            Exchange exchange = raw.open(baseUri, timeouts(Duration.ofMillis(300), MINUTE, MINUTE), ROOMY);

            Failure failure = failure(exchange, get("/"));

            assertThat(failure.kind()).isEqualTo(Kind.UPSTREAM_UNREACHABLE);
            assertThat(failure).hasMessageStartingWith("no connection to api").hasMessageEndingWith("within 300 ms");
        }
    }

    @Test
    void endsACallWhoseAnswerDoesNotBegin() throws Exception {
        Exchange exchange = raw.against(socket -> {}, timeouts(MINUTE, Duration.ofMillis(200), MINUTE), ROOMY);

        Failure failure = failure(exchange, get("/"));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure).hasMessageEndingWith("did not begin to answer within 200 ms");
        raw.awaitClosed();
    }

    @Test
    void endsACallWhoseAnswerFallsSilent() throws Exception {
        Exchange exchange = raw.against(
                socket -> socket.write(OK + "Content-Length: 10\r\n\r\nhello"),
                timeouts(MINUTE, MINUTE, Duration.ofMillis(200)),
                ROOMY);

        Failure failure = failure(exchange, get("/"));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure).hasMessageEndingWith("fell silent for 200 ms within its answer");
        raw.awaitClosed();
    }

    @Test
    void endsACallAtItsDeadlineHoweverBusyTheAnswerIs() throws Exception {
        Exchange exchange = raw.against(socket -> {
            socket.write(OK + "Content-Length: 100000\r\n\r\n");
            vertx.setPeriodic(20, id -> socket.write("x"));
        });

        Failure failure = failure(exchange, get("/"), within(1500));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure).hasMessageEndingWith("did not finish its answer in time");
        raw.awaitClosed();
    }

    @Test
    void sendsNothingOnceTheDeadlineHasPassed() throws Exception {
        Exchange exchange = raw.against(says(OK + "Content-Length: 0\r\n\r\n"));

        Failure failure = failure(exchange, get("/"), within(0));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(raw.connections()).isEqualTo(0);
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() throws Exception {
        LimitOptions small = new LimitOptions(Size.parse("1KiB"), 64, 64, 64);
        Exchange announced = raw.against(says(OK + "Content-Length: 1025\r\n\r\n"), PATIENT, small);
        Exchange endless = raw.against(
                socket -> socket.write(OK + "Transfer-Encoding: chunked\r\n\r\n401\r\n" + "x".repeat(0x401) + "\r\n"),
                PATIENT,
                small);
        Exchange exact = raw.against(says(OK + "Content-Length: 1024\r\n\r\n" + "x".repeat(1024)), PATIENT, small);

        assertThat(failure(announced, get("/")))
                .hasMessageEndingWith("answered with more than 1KiB (limits.body)")
                .extracting(Failure::kind)
                .isEqualTo(Kind.TOO_LARGE);
        raw.awaitClosed();
        assertThat(failure(endless, get("/")).kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(text(send(exact, get("/")))).hasSize(1024);
    }

    @Test
    void refusesCallsWhenTooManyWaitForAConnection() throws Exception {
        LimitOptions narrow = new LimitOptions(Size.parse("1KiB"), 64, 1, 1);
        Exchange exchange = raw.against(socket -> {}, PATIENT, narrow);
        List<Future<Result>> calls = IntStream.range(0, 5)
                .mapToObj(i -> exchange.send(get("/"), within(2000)))
                .toList();

        List<Kind> kinds = calls.stream()
                .map(call -> catchThrowableOfType(Failure.class, () -> call.await(10, SECONDS))
                        .kind())
                .sorted()
                .toList();

        assertThat(kinds).contains(Kind.OVERLOADED, Kind.TIMEOUT).doesNotContain(Kind.INTERNAL);
    }

    private static Consumer<Failure> broken(String what) {
        return failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UPSTREAM_BROKEN);
            assertThat(failure).hasMessageStartingWith("api (127.0.0.1:").hasMessageEndingWith(") " + what);
        };
    }

    private static String text(Result result) {
        return ((Body.Whole) result.body()).bytes().toString();
    }
}
