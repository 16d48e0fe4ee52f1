package io.portolan.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.bus.Failure.Kind;
import io.portolan.options.LimitOptions;
import io.portolan.options.Size;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class BusInvokerTest {

    private static final Result DONE = new Result(200, null, List.of(), Body.EMPTY);

    private final LocalConsumers consumers = new LocalConsumers();
    private Vertx vertx;
    private BusInvoker invoker;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        invoker = new BusInvoker(vertx, consumers, new LimitOptions(Size.parse("1KiB"), 2, 1, 1));
    }

    @Test
    void handsTheSameObjectsThroughInsideAProcess() throws Exception {
        List<Object> arrived = new ArrayList<>();
        Invocation sent = call(5_000);
        consume(message -> {
            arrived.add(message.body());
            message.reply(DONE);
        });

        Result result = invoker.invoke("ns", sent).await(10, SECONDS);

        assertThat(arrived).singleElement().isSameAs(sent);
        assertThat(result).isSameAs(DONE);
    }

    @Test
    void failsWithTheFailureTheConsumerRepliedWith() {
        Failure refusal = new Failure(Kind.INVALID_INPUT, "no");
        consume(message -> message.reply(refusal));

        assertThat(failure(call(5_000))).isSameAs(refusal);
    }

    @Test
    void saysWhenNoNodeServesTheNamespace() {
        Failure failure = failure(call(5_000));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("no node serves ns");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void waitsNoLongerThanTheDeadline() {
        consume(message -> {});
        long begun = System.currentTimeMillis();

        Failure failure = failure(call(200));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(System.currentTimeMillis() - begun).isBetween(190L, 5_000L);
    }

    @Test
    void sendsNothingAfterTheDeadline() {
        List<Message<Object>> arrived = new ArrayList<>();
        consume(arrived::add);

        Failure failure = failure(call(0));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(arrived).isEmpty();
    }

    @Test
    void refusesMoreCallsThanTheLimitAndTakesThemAgainLater() throws Exception {
        Promise<Void> release = Promise.promise();
        consume(message -> release.future().onComplete(free -> message.reply(DONE)));
        Future<Result> first = invoker.invoke("ns", call(5_000));
        Future<Result> second = invoker.invoke("ns", call(5_000));

        Failure failure = failure(call(5_000));
        release.complete();
        first.await(10, SECONDS);
        second.await(10, SECONDS);

        assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
        assertThat(failure).hasMessage("2 calls to ns are under way (limits.inFlight)");
        assertThat(invoker.invoke("ns", call(5_000)).await(10, SECONDS)).isSameAs(DONE);
    }

    @Test
    void prefersAnInstanceOfThisNodeThatHoldsTheFlow() throws Exception {
        join("another digest", 2);
        join("digest", 3);

        assertThat(invoker.invoke("ns", call(5_000)).await(10, SECONDS).status())
                .isEqualTo(103);
    }

    @Test
    void asksAnotherInstanceWhenTheFirstHasJustLeft() throws Exception {
        LocalConsumers.Instance leaving =
                new LocalConsumers.Instance("ns", "portolan.ns.gone", Thread.currentThread(), Set.of("digest"));
        consumers.add(leaving);
        join("digest", 3);
        vertx.eventBus().addOutboundInterceptor(sending -> {
            consumers.remove(leaving);
            sending.next();
        });

        assertThat(invoker.invoke("ns", call(5_000)).await(10, SECONDS).status())
                .isEqualTo(103);
    }

    @Test
    void saysThatNobodyTakesTheCallWhenTheOnlyInstanceHasJustLeft() {
        consumers.add(new LocalConsumers.Instance("ns", "portolan.ns.gone", Thread.currentThread(), Set.of("digest")));

        Failure failure = failure(call(5_000));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void saysWhenOnlyAnotherVersionIsServed() {
        join("another digest", 1);

        assertThat(failure(call(5_000))).hasMessage("no node takes calls to this version of ns.flow");
    }

    @Test
    void findsNoInstanceOnceItHasLeft() {
        LocalConsumers.Instance instance = LocalConsumers.Instance.here("ns", Set.of("digest"));
        consumers.add(instance);
        String before = consumers.address("ns", "digest");

        consumers.remove(instance);

        assertThat(before).isEqualTo(instance.address());
        assertThat(consumers.address("ns", "digest")).isNull();
    }

    @Test
    void choosesTheInstanceOfTheCurrentThread() {
        Thread other = new Thread(() -> {});
        LocalConsumers.Instance here = LocalConsumers.Instance.here("ns", Set.of("digest"));
        consumers.add(new LocalConsumers.Instance("ns", "a", other, Set.of("digest")));
        consumers.add(here);
        consumers.add(new LocalConsumers.Instance("ns", "b", other, Set.of("digest")));

        assertThat(consumers.address("ns", "digest")).isEqualTo(here.address());
    }

    @Test
    void makesAKindOfEveryBusFailure() {
        assertThat(Failure.from("ns", new ReplyException(ReplyFailure.TIMEOUT, "Discarded the request. address: x")))
                .extracting(Failure::kind)
                .isEqualTo(Kind.OVERLOADED);
        assertThat(Failure.from("ns", new ReplyException(ReplyFailure.TIMEOUT, "Timed out after waiting")))
                .extracting(Failure::kind)
                .isEqualTo(Kind.TIMEOUT);
        assertThat(Failure.from("ns", new ReplyException(ReplyFailure.ERROR, "x")))
                .extracting(Failure::kind)
                .isEqualTo(Kind.INTERNAL);
        assertThat(Failure.from("ns", new IllegalStateException("secret")))
                .hasMessage("a call to ns failed unexpectedly")
                .extracting(Failure::kind)
                .isEqualTo(Kind.INTERNAL);
    }

    private Failure failure(Invocation invocation) {
        return catchThrowableOfType(
                Failure.class, () -> invoker.invoke("ns", invocation).await(10, SECONDS));
    }

    private void consume(Handler<Message<Object>> handler) {
        LocalConsumers.Instance instance = LocalConsumers.Instance.here("ns", Set.of("digest"));
        vertx.eventBus().localConsumer(instance.address(), handler);
        consumers.add(instance);
    }

    private void join(String digest, int number) {
        LocalConsumers.Instance instance = LocalConsumers.Instance.here("ns", Set.of(digest));
        listen(instance.address(), number);
        consumers.add(instance);
    }

    private void listen(String address, int number) {
        vertx.eventBus()
                .<Object>localConsumer(
                        address, message -> message.reply(new Result(100 + number, null, List.of(), Body.EMPTY)));
    }

    private static Invocation call(long leftMs) {
        CallContext context = new CallContext("r", System.currentTimeMillis() + leftMs, Surface.REST);
        return new Invocation("ns.flow", "digest", List.of(), null, null, List.of(), context);
    }
}
