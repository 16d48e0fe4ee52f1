package io.portolan.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A response of server-sent events, read while it comes. */
public final class Events {

    private final HttpClientResponse response;
    private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger comments = new AtomicInteger();
    private final StringBuilder unread = new StringBuilder();
    private volatile boolean ended;

    private Events(HttpClientResponse response) {
        this.response = response;
    }

    /** Posts a message to an MCP endpoint and reads what comes back. */
    public static Events post(HttpClient client, int port, String path, Map<String, String> headers, Buffer message) {
        HttpClientRequest request = RunningPortolan.await(client.request(HttpMethod.POST, port, "127.0.0.1", path));
        request.putHeader("content-type", "application/json")
                .putHeader("accept", "application/json, text/event-stream");
        headers.forEach(request::putHeader);
        // Before it is sent: what comes while nobody reads is lost.
        Future<Events> events = request.response().map(Events::of);
        return RunningPortolan.await(request.send(message).compose(sent -> events));
    }

    private static Events of(HttpClientResponse response) {
        Events events = new Events(response);
        response.exceptionHandler(cut -> events.ended = true)
                .endHandler(end -> events.ended = true)
                .handler(events::read);
        return events;
    }

    private void read(Buffer chunk) {
        unread.append(chunk);
        for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
            String event = unread.substring(0, end);
            unread.delete(0, end + 2);
            if (event.startsWith(":")) {
                comments.incrementAndGet();
            } else {
                messages.add(new JsonObject(event.substring(event.indexOf("data: ") + "data: ".length())));
            }
        }
    }

    public HttpClientResponse response() {
        return response;
    }

    /** All so far. */
    public List<JsonObject> messages() {
        return List.copyOf(messages);
    }

    /** The methods of those so far; an answer has none and is {@code null}. */
    public List<String> methods() {
        return messages.stream()
                .map(message -> String.valueOf(message.getString("method")))
                .toList();
    }

    public int comments() {
        return comments.get();
    }

    public boolean ended() {
        return ended;
    }

    /** Waits for the end, and gives all messages. */
    public List<JsonObject> all(Vertx vertx) {
        RunningPortolan.eventually(vertx, () -> ended);
        return messages();
    }

    /** Waits until there are so many, and gives them. */
    public List<JsonObject> first(Vertx vertx, int count) {
        RunningPortolan.eventually(vertx, () -> messages.size() >= count);
        return messages();
    }

    /** Leaves. */
    public void close() {
        response.request().reset();
    }
}
