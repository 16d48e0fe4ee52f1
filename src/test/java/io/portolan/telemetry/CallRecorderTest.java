package io.portolan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallRecorderTest {

    private final Metrics metrics = new Metrics();
    private final CallRecorder recorder = new CallRecorder(metrics.registry());

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void writesOneSeriesPerOperationSurfaceAndStatusClass() {
        CallMeter meter = recorder.meter("portkey-batch", "retrievebatch", "rest");

        meter.end(meter.begin(), 200);
        meter.end(meter.begin(), 204);
        meter.end(meter.begin(), 404);

        assertThat(lines("portolan_calls_seconds_count"))
                .containsExactlyInAnyOrder(
                        "portolan_calls_seconds_count{capability=\"portkey-batch\",operation=\"retrievebatch\","
                                + "status=\"2xx\",surface=\"rest\"} 2",
                        "portolan_calls_seconds_count{capability=\"portkey-batch\",operation=\"retrievebatch\","
                                + "status=\"4xx\",surface=\"rest\"} 1");
    }

    @Test
    void sortsDurationsIntoBucketsFromOneMillisecondToOneMinute() {
        CallMeter meter = recorder.meter("c", "o", "mcp");

        meter.end(meter.begin() - TimeUnit.MILLISECONDS.toNanos(300), 200);

        assertThat(lines("portolan_calls_seconds_bucket").stream().map(CallRecorderTest::bucket))
                .containsExactly(
                        "0.001 0", "0.002 0", "0.005 0", "0.01 0", "0.025 0", "0.05 0", "0.1 0", "0.25 0", "0.5 1",
                        "1.0 1", "2.5 1", "5.0 1", "10.0 1", "30.0 1", "60.0 1", "+Inf 1");
    }

    @Test
    void makesNoSeriesBeforeTheFirstCall() {
        recorder.meter("c", "o", "rest");

        assertThat(lines("portolan_calls_seconds")).isEmpty();
    }

    @Test
    void countsWhatIsInFlight() {
        CallMeter meter = recorder.meter("c", "o", "bus");
        long first = meter.begin();
        meter.begin();

        assertThat(lines("portolan_inflight")).containsExactly("portolan_inflight 2.0");

        meter.end(first, 200);
        assertThat(lines("portolan_inflight")).containsExactly("portolan_inflight 1.0");
    }

    @Test
    void countsAStatusThatHttpDoesNotKnowAsAServerError() {
        CallMeter meter = recorder.meter("c", "o", "rest");

        meter.end(meter.begin(), 0);
        meter.end(meter.begin(), 799);

        assertThat(lines("portolan_calls_seconds_count"))
                .singleElement()
                .asString()
                .contains("\"5xx\"")
                .endsWith(" 2");
    }

    @Test
    void foldsSeriesPastTheLimitIntoOther() {
        CallRecorder small = new CallRecorder(metrics.registry(), 2);

        for (String operation : List.of("first", "second", "onetoomany", "anothertoomany", "first")) {
            CallMeter meter = small.meter("c", operation, "rest");
            meter.end(meter.begin(), 200);
        }

        assertThat(lines("portolan_calls_seconds_count"))
                .noneMatch(line -> line.contains("toomany"))
                .anyMatch(line -> line.contains("capability=\"other\",operation=\"other\"") && line.endsWith(" 2"))
                .anyMatch(line -> line.contains("operation=\"first\"") && line.endsWith(" 2"));
    }

    @Test
    void losesNoCallWhenThreadsShareOrRepeatAMeter() throws Exception {
        CallMeter shared = recorder.meter("c", "o", "rest");
        List<Future<?>> workers = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int worker = 0; worker < 4; worker++) {
                CallMeter meter = worker % 2 == 0 ? shared : recorder.meter("c", "o", "rest");
                workers.add(threads.submit(() -> {
                    for (int call = 0; call < 1_000; call++) {
                        meter.end(meter.begin(), 200);
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get(10, TimeUnit.SECONDS);
            }
        }

        assertThat(lines("portolan_calls_seconds_count"))
                .singleElement()
                .asString()
                .endsWith(" 4000");
        assertThat(lines("portolan_inflight")).containsExactly("portolan_inflight 0.0");
    }

    @Test
    void showsTheJvmBesidesTheCalls() {
        assertThat(metrics.scrape())
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds", "cpu_usage");
    }

    private List<String> lines(String prefix) {
        return metrics.scrape().lines().filter(line -> line.startsWith(prefix)).toList();
    }

    /** {@code le} and the count. */
    private static String bucket(String line) {
        return line.replaceAll(".*le=\"([^\"]+)\".*\\} (.*)", "$1 $2");
    }
}
