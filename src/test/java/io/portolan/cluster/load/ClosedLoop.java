package io.portolan.cluster.load;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Safe calls to one node, the next as soon as one is answered. */
final class ClosedLoop {

    private final HttpClient client;

    /** @param connections at most, as many as calls at once where each is to have its own */
    ClosedLoop(Vertx vertx, int connections) {
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Calls so often, so many at once; gives the median of what one took, in milliseconds. */
    double run(Node node, int calls, int atOnce) throws TimeoutException {
        Run run = new Run(node, new long[calls]);
        for (int i = 0; i < Math.min(atOnce, calls); i++) {
            run.next();
        }
        run.done.future().await(5, MINUTES);
        Arrays.sort(run.took);
        return run.took[calls / 2] / 1e6;
    }

    private final class Run {

        private final Node node;
        private final long[] took;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final Promise<Void> done = Promise.promise();

        Run(Node node, long[] took) {
            this.node = node;
            this.took = took;
        }

        void next() {
            int number = begun.getAndIncrement();
            if (number >= took.length) {
                return;
            }
            long start = System.nanoTime();
            client.request(HttpMethod.GET, node.restPort(), node.host(), Works.LOOK + number + "?tag=t")
                    .compose(HttpClientRequest::send)
                    .compose(answer -> answer.body().map(read -> answer.statusCode()))
                    .onSuccess(status -> {
                        if (status != 200) {
                            done.tryFail("answered with " + status);
                        }
                        took[number] = System.nanoTime() - start;
                        if (ended.incrementAndGet() == took.length) {
                            done.tryComplete();
                        }
                        next();
                    })
                    .onFailure(done::tryFail);
        }
    }
}
