package io.portolan.corpus;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.portolan.Listener;
import io.portolan.corpus.Case.Mismatch;
import io.portolan.corpus.Route.Refusal;
import io.portolan.corpus.YamlTree.Lines;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Calls everything a folder exposes, over both edges, and compares what arrives upstream with what the oracle says. */
final class Walk {

    private static final int AT_ONCE = 48;

    /**
     * What the oracle refuses, and why.
     *
     * @param said the lines of the report that say so
     */
    record Refused(Exposed exposed, Refusal refusal, List<Problems.Line> said) {}

    private final Recorder recorder;
    private final Caller caller;
    private final List<Exposed> exposed;
    private final Problems problems;
    private final Map<String, Map<String, Caller.Listed>> tools = new HashMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final Queue<Mismatch> mismatches = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private int calls;

    Walk(Vertx vertx, RunningPortolan portolan, Recorder recorder, List<Exposed> exposed) {
        this.recorder = recorder;
        this.problems = new Problems(portolan.portolan().problems());
        this.exposed = exposed;
        this.caller = new Caller(vertx, port(portolan, Listener.Kind.REST), port(portolan, Listener.Kind.MCP));
    }

    private static int port(RunningPortolan portolan, Listener.Kind kind) {
        return portolan.portolan().listeners().stream()
                .filter(listener -> listener.kind() == kind)
                .findFirst()
                .map(Listener::port)
                .orElse(1);
    }

    /** Calls all of it; blocks until the last answer has come. */
    void run(Vertx vertx) {
        Map<Exposed, Route> routes = new LinkedHashMap<>();
        for (Exposed one : exposed) {
            try {
                routes.put(one, Router.route(one));
            } catch (Refusal refusal) {
                List<Lines> own = List.of(one.file().tree().of(one.node()));
                refused.add(new Refused(one, refusal, problems.errors(one.file(), own)));
            }
        }
        routes.keySet().stream()
                .filter(one -> !one.rest())
                .map(one -> "/mcp/" + one.served())
                .distinct()
                .forEach(endpoint -> tools.put(endpoint, RunningPortolan.await(caller.tools(endpoint))));
        Set<String> single = single();
        long seed = 0;
        for (Map.Entry<Exposed, Route> entry : routes.entrySet()) {
            boolean plain = single.contains(entry.getKey().shape());
            for (Case one : CaseMaker.cases(entry.getValue(), seed++, plain)) {
                start(one);
            }
        }
        free.acquireUninterruptibly(AT_ONCE);
        free.release(AT_ONCE);
    }

    /** The shapes of REST routes that nothing else claims, which are served without their namespace too. */
    private Set<String> single() {
        Map<String, Integer> claims = new HashMap<>();
        exposed.stream().filter(Exposed::rest).forEach(one -> claims.merge(one.shape(), 1, Integer::sum));
        claims.values().removeIf(count -> count > 1);
        return claims.keySet();
    }

    private void start(Case one) {
        calls++;
        free.acquireUninterruptibly();
        recorder.expect(one);
        Future<List<String>> differences = one.exposed().rest() ? rest(one) : mcp(one);
        differences.timeout(20, SECONDS).onComplete(done -> {
            List<String> found =
                    done.succeeded() ? explained(one, done.result()) : List.of("no answer: " + done.cause());
            if (!found.isEmpty()) {
                mismatches.add(new Mismatch(one, found));
            }
            free.release();
        });
    }

    /** Says of a part that is not served whether a line of the report tells why. */
    private List<String> explained(Case one, List<String> found) {
        boolean missing = !found.isEmpty()
                && (found.getFirst().startsWith("tool not listed")
                        || found.getFirst().contains("is not served here"));
        if (!missing) {
            return found;
        }
        CapabilityFile file = one.exposed().file();
        List<Problems.Line> lines = problems.errors(file, one.blamed());
        if (lines.isEmpty()) {
            lines = problems.of(file).stream().filter(Problems.Line::error).toList();
            return List.of("refused, not by its own lines: "
                    + (lines.isEmpty() ? "none" : lines.getFirst().text()));
        }
        return List.of("refused: " + lines.getFirst().text());
    }

    private Future<List<String>> rest(Case one) {
        return caller.rest(one, one.target()).map(answer -> {
            List<String> out = arrived(one, "answered " + answer.status() + " " + text(answer));
            if (out.isEmpty() || !out.getFirst().startsWith("nothing")) {
                out.addAll(Answers.rest(one, answer));
            }
            return out;
        });
    }

    private static String text(Caller.Answered answer) {
        String text = answer.body().toString();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private Future<List<String>> mcp(Case one) {
        String name =
                ToolCalls.listed(one.exposed().name(), tools.get(one.target()).keySet());
        if (name == null) {
            recorder.taken(one);
            return Future.succeededFuture(List.of("tool not listed"));
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> arguments =
                ToolCalls.arguments(one, tools.get(one.target()).get(name).schema(), faults);
        return caller.call(one, name, arguments).map(answer -> {
            List<String> out = new ArrayList<>(faults);
            List<String> arrived = arrived(one, "answered " + answer.encode());
            out.addAll(arrived);
            if (arrived.isEmpty() || !arrived.getFirst().startsWith("nothing")) {
                out.addAll(Answers.mcp(one, answer));
            }
            return out;
        });
    }

    private List<String> arrived(Case one, String otherwise) {
        List<Recorder.Received> came = recorder.taken(one);
        if (came.isEmpty()) {
            return new ArrayList<>(List.of("nothing arrived: " + otherwise));
        }
        List<String> out = new ArrayList<>(one.arrival().differences(came.getFirst()));
        if (came.size() > 1) {
            out.add("arrived " + came.size() + " times");
        }
        return out;
    }

    int calls() {
        return calls;
    }

    List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }

    List<Refused> refused() {
        return refused;
    }

    static JsonArray content(JsonObject result) {
        return result.getJsonArray("content", new JsonArray());
    }
}
