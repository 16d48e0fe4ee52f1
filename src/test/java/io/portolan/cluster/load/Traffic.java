package io.portolan.cluster.load;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls at a fixed rate, whether or not those before are answered; seven of ten are safe. As a balancer would, it sends a
 * safe one once more, over another edge, when the connection breaks under it, and any that was not delivered.
 */
final class Traffic {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final long TICK_MS = 5;
    private static final int WARM_AT_ONCE = 12;

    /** Of what it answers when it has nothing else to do. */
    private static final double SHORT_SHARE = 0.3;

    private static final int MOST_CONNECTS = 5;
    private static final long AGAIN_MS = 20;
    private static final int SAFE_OF_TEN = 7;

    /** A call that hangs so long is as good as failed. */
    private static final long GIVE_UP_S = 30;

    private final Vertx vertx;
    private final Context loop;
    private final int perSecond;
    private final int mostAgain;
    private final String run = "r" + RUNS.incrementAndGet();
    private final List<Call> calls = new ArrayList<>();
    private final Promise<Void> over = Promise.promise();
    private Balancer balancer;
    private long begun;
    private int pending;
    private boolean stopping;
    private boolean closedLoop;

    private Traffic(Vertx vertx, int perSecond, int mostAgain) {
        this.mostAgain = mostAgain;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.perSecond = perSecond;
    }

    /**
     * Calls these edges a few at a time, as fast as they answer: until what it takes is compiled.
     *
     * @return how many calls a second a run may ask for: in a short one, what leaves room on a machine that is busy
     */
    static int warm(Vertx vertx, int calls, List<Node> edges) throws TimeoutException {
        Traffic traffic = new Traffic(vertx, calls, 1);
        traffic.here(() -> {
            traffic.balancer = new Balancer(vertx, edges);
            traffic.stopping = true;
            traffic.closedLoop = true;
            for (int i = 0; i < WARM_AT_ONCE; i++) {
                traffic.next();
            }
            return null;
        });
        List<Call> done = traffic.stop().calls();
        Call half = done.get(calls / 2);
        double perSecond = (calls - calls / 2) / ((done.getLast().ended - half.begun) / 1e9);
        return Scale.LONG
                ? Scale.CALLS_PER_SECOND
                : (int) Math.clamp(perSecond * SHORT_SHARE, 50, Scale.CALLS_PER_SECOND);
    }

    /** Begins, over these edges. */
    static Traffic over(Vertx vertx, int perSecond, List<Node> edges) {
        return over(vertx, perSecond, edges, 1);
    }

    /** The same where so many edges are lost at once that a call may meet one after the other. */
    static Traffic over(Vertx vertx, int perSecond, List<Node> edges, int lost) {
        Traffic traffic = new Traffic(vertx, perSecond, lost);
        traffic.here(() -> traffic.begin(edges));
        return traffic;
    }

    /** Streams over the same edges. */
    Streaming streams(int count, int events) {
        return here(() -> new Streaming(loop, balancer, count, events));
    }

    /** Whether calls go to this node. */
    boolean uses(Node node) {
        return here(() -> balancer.in(node));
    }

    /** Sends no more, waits for what is under way, and tells. */
    Tally stop() throws TimeoutException {
        here(() -> {
            stopping = true;
            if (pending == 0) {
                over.tryComplete();
            }
            return null;
        });
        try {
            over.future().await(2 * GIVE_UP_S, SECONDS);
        } finally {
            here(() -> {
                balancer.close();
                return null;
            });
        }
        return new Tally(calls, begun);
    }

    private Void begin(List<Node> edges) {
        balancer = new Balancer(vertx, edges);
        begun = System.nanoTime();
        vertx.setPeriodic(TICK_MS, this::tick);
        return null;
    }

    private void tick(long timer) {
        if (stopping) {
            vertx.cancelTimer(timer);
            return;
        }
        long due = (System.nanoTime() - begun) / 1000 * perSecond / 1_000_000;
        while (calls.size() < due) {
            send(begun + calls.size() * 1_000_000_000L / perSecond);
        }
    }

    private void send(long due) {
        int number = calls.size();
        Call call = new Call(run + "-" + number, number % 10 < SAFE_OF_TEN, due);
        calls.add(call);
        pending++;
        send(call, balancer.next(), 1);
    }

    private void next() {
        if (calls.size() < perSecond) {
            send(System.nanoTime());
        }
    }

    private void send(Call call, Balancer.Edge edge, int connects) {
        call.edge = edge.node.name();
        call.delivered = false;
        String uri = call.safe ? Works.LOOK + call.id + "?tag=" + call.id : Works.MAKE;
        edge.request(call.safe ? HttpMethod.GET : HttpMethod.POST, uri)
                .compose(request -> {
                    call.delivered = true;
                    return answer(call, request);
                })
                .timeout(GIVE_UP_S, SECONDS)
                .onSuccess(answered -> ended())
                .onFailure(broken -> broken(call, edge, connects, broken));
    }

    private static Future<Void> answer(Call call, HttpClientRequest request) {
        Future<Void> sent = call.safe
                ? request.end()
                : request.putHeader("content-type", "application/json")
                        .end(JsonObject.of("id", call.id).toBuffer());
        return Future.all(
                        sent,
                        request.response()
                                .compose(answer -> answer.body().map(body -> {
                                    judge(call, answer.statusCode(), body);
                                    return null;
                                })))
                .mapEmpty();
    }

    private static void judge(Call call, int status, Buffer body) {
        if (status / 100 == 2) {
            call.end(Call.Outcome.DONE, "");
        } else if (!call.safe && status == 502 && body.toString().contains("outcome-unknown")) {
            call.end(Call.Outcome.UNKNOWN, "502 outcome-unknown");
        } else {
            call.end(Call.Outcome.FAILED, status + " " + body);
        }
    }

    private void broken(Call call, Balancer.Edge edge, int connects, Throwable cause) {
        if (call.outcome != Call.Outcome.PENDING) {
            ended(); // The answer was there before all of the request was sent.
            return;
        }
        edge.broke();
        if (!call.delivered && connects < MOST_CONNECTS) {
            send(call, balancer.next(edge), connects + 1);
        } else if (call.safe && call.resent < mostAgain) {
            call.resent++;
            // Where two die at once, the other is known to be dead by then.
            vertx.setTimer(AGAIN_MS, now -> send(call, balancer.next(edge), connects));
        } else {
            call.end(
                    call.safe || !call.delivered ? Call.Outcome.FAILED : Call.Outcome.UNKNOWN,
                    String.valueOf(cause.getMessage()));
            ended();
        }
    }

    private void ended() {
        pending--;
        if (closedLoop) {
            next();
        }
        if (stopping && pending == 0) {
            over.tryComplete();
        }
    }

    private <T> T here(Supplier<T> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(now -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        try {
            return done.future().await(20, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the load's event loop hangs", e);
        }
    }
}
