package io.portolan.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.auth.Scheme;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.expr.Template;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.Flow;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamPlan;
import io.portolan.telemetry.CallRecorder;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.Plans;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consumers that come, go and stand side by side. */
@ExtendWith(VertxExtension.class)
final class ConsumerChangeTest {

    private static final PortolanOptions OPTIONS = PortolanOptions.defaults();

    private final LocalConsumers consumers = new LocalConsumers();
    private Vertx vertx;
    private BusInvoker invoker;
    private FakeUpstream upstream;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        upstream = FakeUpstream.start(vertx);
        invoker = new BusInvoker(vertx, consumers, OPTIONS.limits());
    }

    @Test
    void twoVersionsServeSideBySide() throws Exception {
        Flow first = flow("v1");
        Flow second = flow("v2");
        deploy(consumers, plan("/v1", first));
        deploy(consumers, plan("/v2", second));

        for (int i = 0; i < 10; i++) {
            invoke(first);
            invoke(second);
        }

        assertThat(upstream.received().stream().filter(each -> each.uri().equals("/v1/things")))
                .hasSize(10);
        assertThat(upstream.received().stream().filter(each -> each.uri().equals("/v2/things")))
                .hasSize(10);
    }

    @Test
    void twoPortolansOnOneVertxKeepToTheirOwnConsumers() throws Exception {
        LocalConsumers others = new LocalConsumers();
        deploy(consumers, plan("/mine", flow("same")));
        deploy(others, plan("/others", flow("same")));

        for (int i = 0; i < 10; i++) {
            invoke(flow("same"));
        }

        assertThat(upstream.received()).allMatch(each -> each.uri().equals("/mine/things"));
    }

    @Test
    void losesNoCallWhileConsumersAreReplaced() throws Exception {
        upstream.answers((request, response) -> vertx.setTimer(5, id -> response.end()));
        Flow flow = flow("same");
        String old = deploy(consumers, plan("", flow));
        List<Future<Result>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(invoker.invoke("things", Plans.invocation(flow)));
        }
        deploy(consumers, plan("", flow));

        Future<Void> gone = vertx.undeploy(old);
        while (!gone.isComplete()) {
            calls.add(invoker.invoke("things", Plans.invocation(flow)));
            calls.get(calls.size() - 1).await(10, SECONDS);
        }

        Future.join(calls).otherwiseEmpty().await(20, SECONDS);
        assertThat(calls.stream().filter(Future::failed).map(Future::cause)).isEmpty();
    }

    @Test
    void repliesAlsoWhenItsCodeThrows() throws Exception {
        Step.Call call = new Step.Call(
                Plans.operation("things.list", "GET", "/things", Plans.query("page")),
                List.of(Template.input(7, "an argument that no caller gives")),
                null);
        Flow broken = new Flow("things", "list", "broken", flow("x").parameters(), List.of(call));
        deploy(consumers, plan("", broken));

        Failure failure = catchThrowableOfType(Failure.class, () -> invoke(broken));

        assertThat(failure.kind()).isEqualTo(Kind.INTERNAL);
        assertThat(failure)
                .hasMessage("the call failed unexpectedly; the log says more under request "
                        + "00000000-0000-4000-8000-000000000000");
    }

    @Test
    void repliesAlsoToWhatIsNoInvocation() throws Exception {
        Flow flow = flow("x");
        deploy(consumers, plan("", flow));
        String address = Objects.requireNonNull(consumers.address("things", flow.digest()));

        Failure failure = catchThrowableOfType(
                Failure.class, () -> vertx.eventBus().request(address, "hello").await(10, SECONDS));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure).hasMessage("the message is no invocation");
    }

    private void invoke(Flow flow) throws Exception {
        Invocation call = Plans.invocation(flow);
        Result result = invoker.invoke("things", call).await(10, SECONDS);
        assertThat(result.body()).isInstanceOf(Body.Whole.class);
    }

    private String deploy(LocalConsumers table, UpstreamPlan plan) throws Exception {
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        Bindings bindings = Bindings.of(Map.of(), key -> null);
        ConsumerSettings settings = ConsumerSettings.of(plan, bindings, OPTIONS, loops);
        AtomicInteger numbers = new AtomicInteger();
        CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
        return vertx.deployVerticle(
                        () -> new ConsumerVerticle(settings, numbers.getAndIncrement(), table, invoker, recorder),
                        new DeploymentOptions().setInstances(loops))
                .await(10, SECONDS);
    }

    private UpstreamPlan plan(String base, Flow flow) {
        return new UpstreamPlan(
                "things",
                "things.yaml",
                BaseUriTemplate.of(upstream.baseUri(base)),
                new Scheme.None(),
                Map.of(),
                List.of(flow),
                List.of(flow));
    }

    private static Flow flow(String digest) {
        Flow flow = Plans.flow(Plans.operation("things.list", "GET", "/things"), false);
        return new Flow(flow.namespace(), flow.name(), digest, flow.parameters(), flow.steps());
    }
}
