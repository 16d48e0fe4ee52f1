package io.portolan.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Scheme;
import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.Flow;
import io.portolan.plan.UpstreamPlan;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class ConsumerVerticleTest {

    private static final Map<String, String> KEY = Map.of("PORTKEY_API_KEY", "pk-1");

    private Vertx vertx;
    private FakeUpstream upstream;
    private UpstreamPlan plan;
    private Flow retrieve;
    private Flow create;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx);
        plan = Plans.portkeyBatch(upstream.baseUri("/v1"), Plans.PORTKEY_KEY);
        retrieve = plan.flows().get(0);
        create = plan.flows().get(2);
    }

    @Test
    void sendsTheRequestOfTheOperation() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        Result result = invoke(invoker, Plans.invocation(retrieve, "b 1"));

        FakeUpstream.Received received = upstream.only();
        assertThat(received.method()).isEqualTo("GET");
        assertThat(received.uri()).isEqualTo("/v1/batches/b%201");
        assertThat(received.headers().get("Authorization")).isEqualTo("Bearer pk-1");
        assertThat(received.headers().get("Host")).isEqualTo("127.0.0.1:" + upstream.port());
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.contentType()).isEqualTo("application/json");
        assertThat(text(result)).isEqualTo("{}");
    }

    @Test
    void sendsTheBodyAsItCame() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        invoke(invoker, withBody(create, "{ \"a\": 1e400 }"));

        FakeUpstream.Received received = upstream.only();
        assertThat(received.body().toString()).isEqualTo("{ \"a\": 1e400 }");
        assertThat(received.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(received.headers().get("Content-Length")).isEqualTo("14");
    }

    @Test
    void handsOnAnUpstreamErrorAsAResult() throws Exception {
        upstream.answersJson(404, "{\"error\":\"no such batch\"}");
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        Result result = invoke(invoker, Plans.invocation(retrieve, "b1"));

        assertThat(result.status()).isEqualTo(404);
        assertThat(text(result)).isEqualTo("{\"error\":\"no such batch\"}");
    }

    @Test
    void refusesAValueThatClimbsOutAndSendsNothing() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        Failure failure = failure(invoker, Plans.invocation(retrieve, ".."));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure.details().errors())
                .containsExactly(new Failure.FieldError(
                        "path", "batch_id", "is '..' (expected: one path segment, not a dot segment)"));
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void namesEveryRequiredInputThatIsMissing() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        Failure argument = failure(invoker, Plans.invocation(retrieve, (String) null));
        Failure body = failure(invoker, Plans.invocation(create));

        assertThat(argument.reason()).isEqualTo("batch_id: required parameter is missing");
        assertThat(body.reason()).isEqualTo("body: required parameter is missing");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void saysWhichKeyIsMissingAndWhatToDo() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, Map.of("PORTKEY_API_KEY", ""));

        Failure failure = failure(invoker, Plans.invocation(retrieve, "b1"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.reason())
                .isEqualTo("PORTKEY_API_KEY is not set: set it in .env, or in the environment and restart");
        assertThat(failure.details().variable()).isEqualTo("PORTKEY_API_KEY");
        assertThat(failure.retryable()).isFalse();
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void saysWhichKeyCannotTravelWithoutShowingIt() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, Map.of("PORTKEY_API_KEY", "pk-1\n"));

        Failure failure = failure(invoker, Plans.invocation(retrieve, "b1"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.reason())
                .startsWith("PORTKEY_API_KEY holds a character")
                .doesNotContain("pk-1");
    }

    @Test
    void refusesAnotherVersionOfAFlow() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);
        Flow other =
                new Flow(retrieve.namespace(), retrieve.name(), "another", retrieve.parameters(), retrieve.steps());

        Failure failure = failure(invoker, Plans.invocation(other, "b1"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.reason()).isEqualTo("no node takes calls to this version of portkey-batch.retrievebatch");
        assertThat(failure.retryable()).isTrue();
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void refusesACallThatIsAlreadyLate() throws Exception {
        String address = deployAndFind(retrieve);
        Invocation late = at(Plans.invocation(retrieve, "b1"), System.currentTimeMillis() - 1);

        Throwable failure = catchThrowableOfType(
                Failure.class, () -> vertx.eventBus().request(address, late).await(10, SECONDS));

        assertThat(failure).hasMessageContaining("the deadline passed before portkey-batch.retrievebatch began");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void endsACallAtItsDeadline() throws Exception {
        upstream.answers((request, response) -> {});
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);

        Failure failure = failure(invoker, at(Plans.invocation(retrieve, "b1"), System.currentTimeMillis() + 300));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure.reason())
                .isEqualTo("portkey-batch (127.0.0.1:" + upstream.port() + ") did not answer in time");
    }

    @Test
    void neverForwardsTheCallersOwnCredentials() throws Exception {
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);
        Invocation call = Plans.invocation(retrieve, "b1");
        Invocation hostile = new Invocation(
                call.flow(),
                call.digest(),
                call.arguments(),
                null,
                null,
                List.of(
                        new Header("Authorization", "Bearer stolen"),
                        new Header("Cookie", "session=1"),
                        new Header("Host", "evil.example"),
                        new Header("traceparent", "00-1-1-01")),
                call.context());

        invoke(invoker, hostile);

        FakeUpstream.Received received = upstream.only();
        assertThat(received.headers().getAll("Authorization")).containsExactly("Bearer pk-1");
        assertThat(received.headers().contains("Cookie")).isFalse();
        assertThat(received.headers().get("Host")).startsWith("127.0.0.1");
        assertThat(received.headers().get("traceparent")).isEqualTo("00-1-1-01");
    }

    @Test
    void keepsACallOnItsEventLoop() throws Exception {
        plan = Plans.portkeyBatch(upstream.baseUri(""), new Scheme.None());
        BusInvoker invoker = Consumers.deploy(vertx, plan, Map.of());
        AtomicReference<Promise<Thread>> arrival = new AtomicReference<>(Promise.promise());
        AtomicReference<Context> loop = new AtomicReference<>();
        vertx.eventBus().<Object>addInboundInterceptor(delivery -> {
            if (delivery.message().body() instanceof Invocation) {
                loop.compareAndSet(null, vertx.getOrCreateContext());
                arrival.get().tryComplete(Thread.currentThread());
            }
            delivery.next();
        });
        invoker.invoke("portkey-batch", Plans.invocation(plan.flows().get(0), "b1"));
        Thread thread = arrival.get().future().await(10, SECONDS);

        for (int i = 0; i < 20; i++) {
            arrival.set(Promise.promise());
            loop.get()
                    .runOnContext(start -> invoker.invoke(
                            "portkey-batch", Plans.invocation(plan.flows().get(0), "b1")));

            assertThat(arrival.get().future().await(10, SECONDS)).isSameAs(thread);
        }
    }

    @Test
    void finishesCallsUnderWayBeforeItStops() throws Exception {
        upstream.answers((request, response) -> vertx.setTimer(300, id -> response.end("done")));
        BusInvoker invoker = Consumers.deploy(vertx, plan, KEY);
        Future<Result> call = invoker.invoke("portkey-batch", Plans.invocation(retrieve, "b1"));
        while (upstream.received().isEmpty()) {
            Thread.onSpinWait();
        }

        Future.all(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()).await(10, SECONDS);

        assertThat(text(call.await(10, SECONDS))).isEqualTo("done");
        assertThat(failure(invoker, Plans.invocation(retrieve, "b1")).reason())
                .isEqualTo("no node serves portkey-batch");
    }

    private static Result invoke(BusInvoker invoker, Invocation invocation) throws Exception {
        return invoker.invoke("portkey-batch", invocation).await(10, SECONDS);
    }

    private static Failure failure(BusInvoker invoker, Invocation invocation) {
        return catchThrowableOfType(Failure.class, () -> invoke(invoker, invocation));
    }

    private static Invocation withBody(Flow flow, String body) {
        Invocation call = Plans.invocation(flow);
        return new Invocation(
                call.flow(),
                call.digest(),
                call.arguments(),
                new Body.Whole(Buffer.buffer(body)),
                null,
                List.of(),
                call.context());
    }

    private static Invocation at(Invocation call, long deadline) {
        return new Invocation(
                call.flow(),
                call.digest(),
                call.arguments(),
                call.body(),
                call.contentType(),
                call.headers(),
                new CallContext(call.context().requestId(), deadline, Surface.REST));
    }

    private String deployAndFind(Flow flow) throws Exception {
        LocalConsumers consumers = new LocalConsumers();
        Consumers.deploy(vertx, plan, KEY, PortolanOptions.defaults(), consumers);
        return Objects.requireNonNull(consumers.address(flow.namespace(), flow.digest()));
    }

    private static String text(Result result) {
        return ((Body.Whole) result.body()).bytes().toString();
    }
}
