package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} says after a few calls that ended in every way. */
@TestInstance(Lifecycle.PER_CLASS)
final class MetricsTest {

    private final Vertx vertx = Vertx.vertx();
    private RunningPortolan portolan;
    private String metrics;

    @BeforeAll
    void call(@TempDir Path folder) {
        FakeUpstream upstream = FakeUpstream.start(vertx).answers((request, response) -> {
            switch (request.uri()) {
                case "/v1/batches/none" -> FakeUpstream.json(404, "{}").write(request, response);
                case "/v1/batches/broken" -> FakeUpstream.json(500, "{}").write(request, response);
                case "/v1/batches/moved" -> FakeUpstream.json(301, "{}").write(request, response);
                case "/v1/batches/silent" -> {}
                default -> FakeUpstream.json(200, "{}").write(request, response);
            }
        });
        Duration second = Duration.ofSeconds(1);
        portolan = RunningPortolan.serve(
                vertx,
                Seeds.copies(folder, upstream.port()),
                key -> "key",
                options -> options.withTimeouts(new TimeoutOptions(second, second, second, second, Duration.ZERO)));
        for (String id : List.of("fine", "fine", "none", "broken", "moved", "silent", "%2e%2e")) {
            portolan.get("/portkey-batch-rest/v1/batches/" + id);
        }
        for (String id : List.of("fine", "none", "broken", "..")) {
            JsonObject arguments = new JsonObject().put("batch_id", id);
            portolan.call("/mcp", "retrieves-batch", arguments.encode());
            Future<?> reply = vertx.eventBus().request("capability.portkey-batch.retrievebatch", arguments);
            RunningPortolan.await(reply.otherwiseEmpty());
        }
        portolan.call("/mcp", "retrieves-batch", "{}");
        portolan.get("/portkey-batch-rest/v1/none");
        metrics = portolan.control("/metrics").bodyAsString();
    }

    @AfterAll
    void stop() {
        RunningPortolan.await(vertx.close());
    }

    @Test
    void countsEveryCallByOperationSurfaceAndStatus() {
        counts("rest", "2xx", 2);
        counts("rest", "3xx", 1);
        counts("rest", "4xx", 2);
        counts("rest", "5xx", 2);
        counts("mcp", "2xx", 1);
        counts("mcp", "4xx", 3);
        counts("mcp", "5xx", 1);
        counts("bus", "2xx", 1);
        counts("bus", "4xx", 2);
        counts("bus", "5xx", 1);
    }

    @Test
    void hasNoSeriesOfWhatWasNeverCalled() {
        assertThat(metrics.lines())
                .filteredOn(line -> line.startsWith("portolan_calls_seconds_count"))
                .hasSize(10);
    }

    @Test
    void timesCallsInBuckets() {
        assertThat(metrics.lines())
                .anyMatch(line -> line.startsWith("portolan_calls_seconds_bucket{") && line.contains("le=\"0.25\""))
                .anyMatch(line -> line.startsWith("portolan_calls_seconds_sum{"));
    }

    @Test
    void holdsNothingInFlightOnceAllIsDone() {
        assertThat(metrics.lines()).contains("portolan_inflight 0.0");
    }

    @Test
    void isInTheFormatOfPrometheus() {
        assertThat(portolan.control("/metrics").getHeader("content-type"))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.lines()).contains("# TYPE portolan_calls_seconds histogram");
    }

    private void counts(String surface, String status, int calls) {
        assertThat(metrics.lines())
                .contains("portolan_calls_seconds_count{capability=\"portkey-batch\",operation=\"retrievebatch\","
                        + "status=\"" + status + "\",surface=\"" + surface + "\"} " + calls);
    }
}
