package io.portolan.cluster.load;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Event streams, always as many open; each is followed by another when it ends. Lives on the load's event loop. */
final class Streaming {

    static final String LAST = "data: last\n\n";

    private final Context loop;
    private final Balancer balancer;
    private final int events;
    private final Promise<Void> over = Promise.promise();
    private final List<String> broken = new ArrayList<>();
    private int open;
    private int finished;
    private int cut;
    private boolean stopping;

    /**
     * What became of them.
     *
     * @param finished those that came to their last event
     * @param broken those that broke off, as the client could see
     * @param cut those that ended as if they were complete, and were not
     */
    record Outcome(int finished, List<String> broken, int cut) {}

    Streaming(Context loop, Balancer balancer, int count, int events) {
        this.loop = loop;
        this.balancer = balancer;
        this.events = events;
        for (int i = 0; i < count; i++) {
            open++;
            open();
        }
    }

    /** Opens no more, waits for those that are open, and tells. */
    Outcome stop() throws TimeoutException {
        loop.runOnContext(now -> {
            stopping = true;
            if (open == 0) {
                over.tryComplete();
            }
        });
        over.future().await(60, SECONDS);
        return new Outcome(finished, List.copyOf(broken), cut);
    }

    private void open() {
        Balancer.Edge edge = balancer.next();
        String name = edge.node.name();
        boolean[] connected = {false};
        edge.request(HttpMethod.GET, Works.EVENTS + events)
                .compose(request -> {
                    connected[0] = true;
                    return request.send();
                })
                .onSuccess(answer -> read(name, answer))
                .onFailure(failure -> {
                    if (connected[0]) {
                        end(name + ": no answer, " + failure.getMessage());
                    } else {
                        open();
                    }
                });
    }

    private void read(String edge, HttpClientResponse answer) {
        Buffer all = Buffer.buffer();
        HttpClientRequest request = answer.request();
        if (answer.statusCode() != 200) {
            end(edge + ": " + answer.statusCode());
            request.reset();
            return;
        }
        boolean[] done = {false};
        answer.exceptionHandler(failure -> {
            if (!done[0]) {
                done[0] = true;
                end(edge + ": " + failure.getMessage());
            }
        });
        answer.handler(all::appendBuffer);
        answer.endHandler(ended -> {
            if (!done[0]) {
                done[0] = true;
                if (all.toString().endsWith(LAST)) {
                    finished++;
                } else {
                    cut++;
                }
                again();
            }
        });
    }

    private void end(String failure) {
        broken.add(failure);
        again();
    }

    private void again() {
        if (!stopping) {
            open();
        } else if (--open == 0) {
            over.tryComplete();
        }
    }
}
