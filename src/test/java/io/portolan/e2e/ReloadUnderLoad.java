package io.portolan.e2e;

import io.portolan.ReloadReport;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.LiveHeap;
import io.portolan.testing.RunningPortolan;
import io.portolan.testing.Seeds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady load of REST and MCP calls while files, keys and upstreams change again and again, well and badly.
 *
 * <p>As a program: {@code mvn verify -Preload} runs it for a minute, a reload each second, and prints what came of it.
 */
public final class ReloadUnderLoad {

    private static final String PORTKEY = "portkey-batch.yaml";
    private static final String MISTRAL = "batch-batch-jobs.yaml";
    private static final int CALLERS = 16;
    private static final String TOOL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
            + "{\"name\":\"retrieves-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}";

    /** What came of it. */
    public record Outcome(
            long calls, List<String> failures, int taken, int refused, int kept, long heapBefore, long heapAfter) {}

    private final Vertx vertx;
    private final Path folder;
    private final FakeUpstream one;
    private final FakeUpstream two;
    private final RunningPortolan portolan;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile String key = "key-0";

    private ReloadUnderLoad(Vertx vertx, Path folder, Duration total) {
        this.vertx = vertx;
        this.folder = folder;
        one = answering(vertx);
        two = answering(vertx);
        Seeds.copy(folder, PORTKEY, one.port());
        Seeds.copy(folder, MISTRAL, one.port());
        portolan = RunningPortolan.serve(vertx, folder, name -> key, options -> quick(options, total));
    }

    /** Reloads so often, so long after one another. */
    public static Outcome run(Vertx vertx, Path folder, int reloads, Duration between) throws IOException {
        // Older flows go when no call can ask for them any more; the heap is measured after that.
        Duration total = Duration.ofSeconds(5);
        ReloadUnderLoad load = new ReloadUnderLoad(vertx, folder, total);
        return load.run(reloads, between, total);
    }

    private Outcome run(int reloads, Duration between, Duration total) throws IOException {
        List<Future<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Promise<Void> done = Promise.promise();
            callers.add(done.future());
            if (caller % 2 == 0) {
                rest(caller, done);
            } else {
                mcp(done);
            }
        }
        pause(Duration.ofSeconds(2));
        long before = LiveHeap.bytes();
        int taken = 0;
        int kept = 0;
        for (int round = 1; round <= reloads; round++) {
            change(round);
            ReloadReport report = RunningPortolan.await(portolan.portolan().reload());
            taken += report.taken() ? 1 : 0;
            kept += report.kept().isEmpty() ? 0 : 1;
            pause(between);
        }
        change(0);
        RunningPortolan.await(portolan.portolan().reload());
        pause(total.plusSeconds(2));
        long after = LiveHeap.bytes();
        over.set(true);
        RunningPortolan.await(Future.join(callers));
        return new Outcome(calls.get(), List.copyOf(failures), taken, reloads - taken, kept, before, after);
    }

    /** Every seventh state of the files is as they were first. */
    private void change(int round) throws IOException {
        String good = Seeds.text(PORTKEY, round % 3 == 1 ? two.port() : one.port());
        String text = switch (round % 7) {
            case 1 -> good.replace("description: ", "description: Changed " + round + " ");
            case 2 -> good.replace("call: portkey-batch.", "call: elsewhere.");
            case 3 -> good.substring(0, good.length() / 2);
            case 4 -> good.replace("baseUri: http://127.0.0.1:", "baseUri: http://localhost:");
            case 5 -> "";
            default -> good;
        };
        Files.writeString(folder.resolve(PORTKEY), text);
        if (round % 4 == 3) {
            Files.deleteIfExists(folder.resolve(MISTRAL));
        } else {
            Files.writeString(folder.resolve(MISTRAL), Seeds.text(MISTRAL, one.port()));
        }
        key = "key-" + round;
    }

    private void rest(int caller, Promise<Void> done) {
        String target = caller % 4 == 0 ? "/v1/batches/b1" : "/portkey-batch-rest/v1/batches?limit=" + caller;
        portolan.rest("GET", target).send().onComplete((response, cause) -> {
            count(response == null ? String.valueOf(cause) : wrong(response, "{\"ok\":true}"));
            next(() -> rest(caller, done), done);
        });
    }

    private void mcp(Promise<Void> done) {
        portolan.send("/mcp", Buffer.buffer(TOOL)).onComplete((response, cause) -> {
            count(response == null ? String.valueOf(cause) : wrong(response));
            next(() -> mcp(done), done);
        });
    }

    private void next(Runnable call, Promise<Void> done) {
        if (over.get()) {
            done.complete();
        } else {
            call.run();
        }
    }

    private void count(String failure) {
        calls.incrementAndGet();
        if (!failure.isEmpty() && failures.size() < 20) {
            failures.add(failure);
        }
    }

    private static String wrong(HttpResponse<Buffer> response, String expected) {
        return response.statusCode() == 200 && expected.equals(response.bodyAsString())
                ? ""
                : response.statusCode() + " " + response.bodyAsString();
    }

    private static String wrong(HttpResponse<Buffer> response) {
        JsonObject result = response.bodyAsJsonObject().getJsonObject("result");
        return result != null && !result.getBoolean("isError", false) ? "" : response.bodyAsString();
    }

    private void pause(Duration length) {
        RunningPortolan.await(vertx.timer(Math.max(1, length.toMillis())));
    }

    private static FakeUpstream answering(Vertx vertx) {
        return FakeUpstream.start(vertx).forgets().answersJson(200, "{\"ok\":true}");
    }

    private static PortolanOptions quick(PortolanOptions options, Duration total) {
        TimeoutOptions timeouts = options.timeouts();
        return options.withTimeouts(
                new TimeoutOptions(timeouts.connect(), timeouts.firstByte(), timeouts.idle(), total, timeouts.drain()));
    }
}
