package io.portolan.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.bus.Result;
import io.portolan.expr.Shape;
import io.portolan.expr.ValueType;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.decode.RawFormat;
import io.portolan.format.decode.SchemaSource;
import io.portolan.options.Size;
import io.portolan.plan.Output;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Large answers do not keep an event loop from its other calls. */
@ExtendWith(VertxExtension.class)
final class BenchTest {

    private static final Size LARGE = Size.parse("16MiB");

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void letsTheLoopGoOnWhileALargeAnswerIsShaped() throws TimeoutException {
        Buffer answer = items(LARGE.bytes());

        assertThat(turnsWhileShaped(answer, Size.parse("256KiB"))).isGreaterThan(3);
    }

    @Test
    void shapesAtOnceWhatTheSettingCallsSmall() throws TimeoutException {
        assertThat(turnsWhileShaped(items(100_000), Size.parse("256KiB"))).isZero();
        assertThat(turnsWhileShaped(items(1_000_000), LARGE)).isZero();
    }

    @Test
    void endsOnTheContextOfTheCaller() throws TimeoutException {
        Context caller = vertx.getOrCreateContext();
        Promise<Context> ended = Promise.promise();

        caller.runOnContext(now -> new Bench(vertx, new Size(1))
                .work(2, () -> "done")
                .onComplete(done -> ended.complete(Vertx.currentContext())));

        assertThat(ended.future().await(10, SECONDS)).isSameAs(caller);
    }

    @Test
    void failsWithWhatTheWorkThrows() {
        IllegalStateException cause = new IllegalStateException("x");

        for (long bytes : new long[] {1, 2}) {
            assertThat(new Bench(vertx, new Size(1))
                            .work(bytes, () -> {
                                throw cause;
                            })
                            .otherwise(failure -> failure)
                            .await())
                    .isSameAs(cause);
        }
    }

    /** How often the event loop comes round between the beginning and the end of the work. */
    private int turnsWhileShaped(Buffer body, Size atOnce) throws TimeoutException {
        Shape names = new Shape.Elements(
                JsonPath.parse("$.items"), new Shape.At(JsonPath.parse("$.name"), ValueType.STRING, null));
        Shaper shaper = new Shaper(new Output.Shaped(RawFormat.JSON, null, names), SchemaSource.NONE);
        Result answer = new Result(200, "application/json", List.of(), new Body.Whole(body));
        AtomicInteger turns = new AtomicInteger();
        Promise<Integer> counted = Promise.promise();

        vertx.getOrCreateContext().runOnContext(begun -> {
            long timer = vertx.setPeriodic(1, id -> turns.incrementAndGet());
            new Bench(vertx, atOnce)
                    .work(Shaper.work(answer), () -> shaper.shape(answer, new FlowScope(List.of(), null)))
                    .onFailure(counted::fail)
                    .onSuccess(shaped -> {
                        vertx.cancelTimer(timer);
                        counted.complete(turns.get());
                    });
        });

        return counted.future().await(30, SECONDS);
    }

    private static Buffer items(long atLeast) {
        Buffer items = Buffer.buffer("{\"items\":[{\"name\":\"first\"}");
        for (int item = 0; items.length() < atLeast - 2; item++) {
            items.appendString(",{\"id\":" + item + ",\"name\":\"an item that has a name\",\"tags\":[1,2,3]}");
        }
        return items.appendString("]}");
    }
}
