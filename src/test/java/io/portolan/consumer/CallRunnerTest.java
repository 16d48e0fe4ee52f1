package io.portolan.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import io.portolan.binding.Bindings;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import io.portolan.plan.BaseUri;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.Flow;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.Step;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamPlan;
import io.portolan.testing.Plans;
import io.portolan.upstream.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class CallRunnerTest {

    private static final BaseUri BASE = new BaseUri("http", "api.example", 80, "");
    private static final Bindings BINDINGS = Bindings.of(
            Map.of("token", BindingKey.environment("API_TOKEN")),
            key -> Map.of("REGION", "eu").get(key));
    private static final UpstreamOperation OPERATION =
            Plans.operation("api.get", "GET", "/a/{x}", Plans.path("x"), Plans.query("q"));

    private final List<String> sent = new ArrayList<>();
    private final Exchange exchange = (request, context) -> {
        sent.add(request.uri());
        return Future.succeededFuture(new Result(200 + sent.size(), null, List.of(), Body.EMPTY));
    };

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void fillsTemplatesFromArgumentsAndVariables() {
        Template mixed = new Template(
                List.of(new Template.Variable("REGION"), new Template.Text("-"), new Template.Input(0, "id")));
        Flow flow = flow(new Step.Call(OPERATION, Arrays.asList(mixed, Template.text("fixed")), null));

        run(flow, Plans.invocation(flow, "1"));

        assertThat(sent).containsExactly("/a/eu-1?q=fixed");
    }

    @Test
    void namesTheVariableAnArgumentNeeds() {
        Template token = new Template(List.of(new Template.Variable("token")));
        Flow flow = flow(new Step.Call(OPERATION, Arrays.asList(Template.input(0, "id"), token), null));

        Failure failure = catchThrowableOfType(Failure.class, () -> run(flow, Plans.invocation(flow, "1")));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("API_TOKEN is not set: set it in .env, or in the environment and restart");
        assertThat(sent).isEmpty();
    }

    @Test
    void refusesArgumentsOfAnotherShape() {
        Flow flow = flow(new Step.Call(OPERATION, Arrays.asList(Template.input(0, "id"), null), null));

        Failure failure = catchThrowableOfType(Failure.class, () -> run(flow, Plans.invocation(flow, "1", "2")));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure).hasMessage("api.flow got 2 arguments (expected: 1)");
    }

    private Future<Result> run(Flow flow, Invocation invocation) {
        Step.Call call = (Step.Call) flow.steps().getFirst();
        UpstreamPlan plan = new UpstreamPlan(
                "api", "api.yaml", BaseUriTemplate.of(BASE), new Scheme.None(), Map.of(), List.of(flow), List.of(flow));
        ConsumerSettings settings = new ConsumerSettings(plan, BASE, BINDINGS, PortolanOptions.defaults(), 1);
        Bench bench = new Bench(vertx, Size.parse("1MiB"));
        return new CallRunner(flow, call, settings, new CallRunner.Way(exchange, Credential.NONE), bench)
                .run(invocation, RunningCall.of(invocation.context()));
    }

    private static Flow flow(Step... steps) {
        Parameters parameters = new Parameters(List.of(new Parameter("id", ValueType.STRING, true, null)), null);
        return new Flow("api", "flow", "digest", parameters, List.of(steps));
    }
}
