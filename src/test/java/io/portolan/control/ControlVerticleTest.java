package io.portolan.control;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.http.CallerCheck;
import io.portolan.plan.ControlPlan;
import io.portolan.plan.ServedCapability;
import io.portolan.telemetry.CallMeter;
import io.portolan.telemetry.CallRecorder;
import io.portolan.telemetry.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class ControlVerticleTest {

    private static final ControlPlan CAPABILITIES = new ControlPlan(List.of(
            new ServedCapability(
                    "a.yaml",
                    "Orders",
                    "1.0.0-alpha2",
                    null,
                    true,
                    List.of(),
                    List.of(
                            new ServedCapability.Adapter("rest", "orders", 8080),
                            new ServedCapability.Adapter("skill", "orders-skills", 8080))),
            new ServedCapability(
                    "b.yaml",
                    "Secret",
                    "1.0.0-beta5",
                    "2.0",
                    false,
                    List.of(),
                    List.of(new ServedCapability.Adapter("mcp", "secret", 9090)))));

    private List<CallerCheck> operators = List.of();
    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics();
    private ReloadDoor.Outcome outcome = new ReloadDoor.Outcome(true, new JsonObject().put("taken", true));
    private final ReloadDoor reload = () -> Future.succeededFuture(outcome);
    private Vertx vertx;
    private ControlVerticle control;
    private String deployment;

    @BeforeEach
    void start(Vertx vertx) throws TimeoutException {
        this.vertx = vertx;
        PlanView plan = new PlanView(() -> "the plan\n", () -> new JsonObject().put("upstreams", 5));
        control = new ControlVerticle(0, "127.0.0.1", mount(plan));
        deployment = vertx.deployVerticle(control).await(10, SECONDS);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/livez"})
    void isAliveWhateverItsState(String path) throws TimeoutException {
        HttpResponse<Buffer> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.bodyAsString()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/ready", "/readyz"})
    void isReadyFromTheEndOfStartingToTheBeginningOfDraining(String path) throws TimeoutException {
        HttpResponse<Buffer> starting = get(path);
        readiness.ready();
        HttpResponse<Buffer> ready = get(path);
        readiness.draining();
        HttpResponse<Buffer> draining = get(path);

        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.bodyAsString()).isEqualTo("{\"status\":\"DOWN\",\"state\":\"starting\"}");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.bodyAsString()).isEqualTo("{\"status\":\"UP\",\"state\":\"ready\"}");
        assertThat(draining.statusCode()).isEqualTo(503);
        assertThat(draining.bodyAsString()).isEqualTo("{\"status\":\"DOWN\",\"state\":\"draining\"}");
    }

    @Test
    void neverBecomesReadyAgainOnceDraining() {
        readiness.draining();

        readiness.ready();

        assertThat(readiness.state()).isEqualTo(Readiness.State.DRAINING);
    }

    @Test
    void showsTheMetricsAsPrometheusReadsThem() throws TimeoutException {
        CallMeter meter = new CallRecorder(metrics.registry()).meter("portkey-batch", "createbatch", "mcp");
        meter.end(meter.begin(), 503);

        HttpResponse<Buffer> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.bodyAsString())
                .contains("# TYPE portolan_calls_seconds histogram\n")
                .contains("portolan_calls_seconds_bucket{capability=\"portkey-batch\",operation=\"createbatch\","
                        + "status=\"5xx\",surface=\"mcp\",le=\"60.0\"} 1\n")
                .contains("portolan_inflight 0.0\n")
                .contains("jvm_memory_used_bytes{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | text",
                "*/*                                    | text",
                "text/plain                             | text",
                "text/html,application/xhtml+xml,*/*    | text",
                "application/json                       | json",
                "application/json, */*;q=0.1            | json",
                "text/plain;q=0.5, application/json     | json",
                "application/json;q=0.5, text/plain     | text",
            })
    void showsThePlanInTheFormatThatIsAskedFor(String accept, String format) throws TimeoutException {
        HttpRequest<Buffer> request = request(HttpMethod.GET, "/plan");
        if (!accept.isEmpty()) {
            request.putHeader("Accept", accept);
        }

        HttpResponse<Buffer> answer = request.send().await(10, SECONDS);

        boolean json = format.equals("json");
        assertThat(answer.getHeader("Content-Type")).isEqualTo(json ? "application/json" : "text/plain; charset=utf-8");
        assertThat(answer.bodyAsString()).isEqualTo(json ? "{\"upstreams\":5}" : "the plan\n");
    }

    @Test
    void makesThePlanOffTheEventLoop() throws TimeoutException {
        PlanView where = new PlanView(() -> String.valueOf(Context.isOnEventLoopThread()), JsonObject::new);
        ControlVerticle other = new ControlVerticle(0, "127.0.0.1", mount(where));
        vertx.deployVerticle(other).await(10, SECONDS);

        HttpResponse<Buffer> answer = WebClient.create(vertx)
                .get(other.port(), "127.0.0.1", "/plan")
                .send()
                .await(10, SECONDS);

        assertThat(answer.bodyAsString()).isEqualTo("false");
    }

    @Test
    void tellsTheStatusOfEveryFileThatLetsIt() throws TimeoutException {
        readiness.ready();

        JsonObject status = get("/status").bodyAsJsonObject();

        assertThat(status.getJsonObject("capability").encode())
                .isEqualTo("{\"label\":\"Orders\",\"display\":\"Orders\",\"specVersion\":\"1.0.0-alpha2\"}");
        assertThat(status.getJsonArray("capabilities")).hasSize(1);
        assertThat(status.getJsonArray("capabilities").getJsonObject(0).getString("file"))
                .isEqualTo("a.yaml");
        assertThat(status.getJsonArray("adapters").encode())
                .isEqualTo("[{\"type\":\"rest\",\"namespace\":\"orders\",\"port\":8081,\"state\":\"started\"},"
                        + "{\"type\":\"skill\",\"namespace\":\"orders-skills\",\"port\":8081,\"state\":\"started\"}]");
        assertThat(status.getJsonObject("engine").getString("version")).isEqualTo("1.2.3");
        assertThat(Duration.parse(status.getString("uptime"))).isPositive();
    }

    @Test
    void showsOnlyHealthWhenAFileGuardsItsControlAdapter() throws TimeoutException {
        operators = List.of(new CallerCheck.Locked("KEY", "KEY has no value"));

        for (String path : List.of("/metrics", "/plan", "/status", "/cluster")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(503);
            assertThat(get(path).bodyAsJsonObject().getString("variable")).isEqualTo("KEY");
        }
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutABody() throws TimeoutException {
        HttpResponse<Buffer> answer = request(HttpMethod.HEAD, "/plan").send().await(10, SECONDS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNull();
    }

    @Test
    void explainsAnUnknownPathAsAProblem() throws TimeoutException {
        HttpResponse<Buffer> answer = get("/healthy");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.bodyAsJsonObject().getString("type")).isEqualTo("urn:portolan:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics", "/plan", "/status", "/cluster"})
    void explainsAWrongMethodAsAProblem(String path) throws TimeoutException {
        HttpResponse<Buffer> answer = request(HttpMethod.POST, path).send().await(10, SECONDS);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, HEAD");
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.bodyAsJsonObject().getString("type")).isEqualTo("urn:portolan:problem:method-not-allowed");
    }

    @Test
    void turnsAwayAWebPageThatReachesItUnderAnotherName() throws TimeoutException {
        HttpResponse<Buffer> answer = request(HttpMethod.GET, "/plan")
                .putHeader("Host", "rebound.example")
                .send()
                .await(10, SECONDS);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.bodyAsString()).doesNotContain("the plan");
    }

    @Test
    void failsToStartOnAPortThatIsTaken() throws IOException {
        PlanView plan = new PlanView(() -> "", JsonObject::new);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ControlVerticle second = new ControlVerticle(taken.getLocalPort(), "127.0.0.1", mount(plan));

            assertThatThrownBy(() -> vertx.deployVerticle(second).await(10, SECONDS))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void answersAReloadWithItsReport() throws TimeoutException {
        HttpResponse<Buffer> taken = post("/reload");
        outcome = new ReloadDoor.Outcome(false, new JsonObject().put("taken", false));
        HttpResponse<Buffer> refused = post("/reload");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.bodyAsJsonObject()).isEqualTo(new JsonObject().put("taken", true));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.bodyAsJsonObject()).isEqualTo(new JsonObject().put("taken", false));
    }

    @Test
    void reloadsForPostOnly() throws TimeoutException {
        assertThat(get("/reload"))
                .returns(405, HttpResponse::statusCode)
                .returns("POST", answer -> answer.getHeader("Allow"));
    }

    @Test
    void refusesConnectionsOnceUndeployed() throws TimeoutException {
        get("/livez");

        vertx.undeploy(deployment).await(10, SECONDS);

        assertThatThrownBy(() -> get("/livez")).hasMessageContaining("Connection refused");
    }

    private HttpResponse<Buffer> post(String path) throws TimeoutException {
        return request(HttpMethod.POST, path).send().await(10, SECONDS);
    }

    private ControlMount mount(PlanView plan) {
        StatusView status = new StatusView("1.2.3", () -> CAPABILITIES, adapter -> adapter.port() + 1);
        return new ControlMount(readiness, metrics, new ControlViews(plan, status, List::of, () -> operators, reload));
    }

    private HttpResponse<Buffer> get(String path) throws TimeoutException {
        return request(HttpMethod.GET, path).send().await(10, SECONDS);
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        return WebClient.create(vertx).request(method, control.port(), "127.0.0.1", path);
    }
}
