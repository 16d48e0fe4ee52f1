package io.portolan.mcp;

import static io.portolan.mcp.Fixture.result;
import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.CallContext;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.Events;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that waits, and one that does not. */
@ExtendWith(VertxExtension.class)
final class HttpCallerTest {

    private static final Buffer CALL = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"get-batch\",\"arguments\":{\"batch_id\":\"b1\"}}}");

    private final Promise<Invocation> called = Promise.promise();
    private final Promise<Result> answer = Promise.promise();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();

    /** Answers when the test says so. */
    private final class Waiting implements Invoker {

        @Override
        public Future<Result> invoke(String namespace, Invocation invocation) {
            called.tryComplete(invocation);
            return answer.future();
        }

        @Override
        public void cancel(CallContext call) {
            cancelled.add(call.requestId());
        }
    }

    @Test
    void cancelsUnderTheIdOfTheRequest(Vertx vertx) throws Exception {
        HttpClientRequest request = call(vertx);
        Invocation invocation = await(called.future());

        request.reset();

        eventually(vertx, () -> !cancelled.isEmpty());
        assertThat(cancelled).containsExactly(invocation.context().requestId());
    }

    @Test
    void cancelsNothingThatIsAnswered(Vertx vertx) throws Exception {
        HttpClientRequest request = call(vertx);
        Future<Buffer> told = request.response().compose(HttpClientResponse::body);
        await(called.future());

        answer.complete(result(200, "application/json", "{}"));
        await(told);
        await(request.connection().close());

        await(vertx.timer(100));
        assertThat(cancelled).isEmpty();
    }

    @Test
    void keepsOnlyTheNewestForAClientThatReadsSlowly(Vertx vertx) throws Exception {
        int all = 20_000;
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            HttpCaller caller = new HttpCaller(context, new Questions());
            for (int i = 1; i <= all; i++) {
                caller.tell(Buffer.buffer("{\"told\":" + i + ",\"text\":\"" + "x".repeat(1000) + "\"}"));
            }
            caller.answer(new Reply(200, Buffer.buffer("{\"answer\":\n1}")));
        });
        int port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();

        Events events = Events.post(vertx.createHttpClient(), port, "/", Map.of(), CALL);

        List<JsonObject> messages = events.all(vertx);
        assertThat(messages).hasSizeLessThan(1000);
        assertThat(messages.getLast()).isEqualTo(new JsonObject().put("answer", 1));
        assertThat(messages.get(messages.size() - 2).getInteger("told")).isEqualTo(all);
    }

    private HttpClientRequest call(Vertx vertx) throws Exception {
        int port = Fixture.listen(vertx, PortolanOptions.defaults(), new Waiting(), Fixture.recorder())
                .port();
        HttpClientRequest request = await(vertx.createHttpClient().request(HttpMethod.POST, port, "127.0.0.1", "/mcp"));
        request.putHeader("content-type", "application/json").send(CALL);
        return request;
    }
}
