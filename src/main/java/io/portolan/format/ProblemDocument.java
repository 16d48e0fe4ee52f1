package io.portolan.format;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457): why a request failed, for people and programs. What is absent is left out. */
public final class ProblemDocument {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final JsonObject members;

    /** What is wrong with one input: where it was given, its name, and a sentence. */
    public record FieldError(String in, String name, String detail) {}

    /** One of several operations that a URL may mean, and the URL that means only this one. */
    public record Choice(String namespace, String href) {}

    private ProblemDocument(JsonObject members) {
        this.members = members;
    }

    /**
     * A problem with what every one has.
     *
     * @param kind the end of {@code type}, such as {@code not-found}
     * @param title the same for every problem of the kind
     * @param detail what is wrong this time, and the way out
     */
    public static ProblemDocument of(String kind, String title, int status, String detail) {
        return new ProblemDocument(new JsonObject()
                .put("type", "urn:portolan:problem:" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail));
    }

    public int status() {
        return members.getInteger("status");
    }

    public String detail() {
        return members.getString("detail");
    }

    /** How long to wait before a retry makes sense; null when there is nothing to wait for. */
    public @Nullable Long retryAfterMs() {
        return members.getLong("retryAfterMs");
    }

    /** Names the request, by a UUID. */
    public ProblemDocument withRequestId(String requestId) {
        return with("instance", "urn:uuid:" + requestId);
    }

    /** Says whether the same request may succeed later. */
    public ProblemDocument withRetryable(boolean retryable) {
        return with("retryable", retryable);
    }

    /** Says how long to wait before a retry makes sense. */
    public ProblemDocument withRetryAfterMs(@Nullable Long retryAfterMs) {
        return with("retryAfterMs", retryAfterMs);
    }

    /** Names the variable that has no value. */
    public ProblemDocument withVariable(@Nullable String variable) {
        return with("variable", variable);
    }

    /** Says what is wrong with each input. */
    public ProblemDocument withErrors(List<FieldError> errors) {
        JsonArray array = new JsonArray();
        errors.forEach(error -> array.add(
                new JsonObject().put("in", error.in()).put("name", error.name()).put("detail", error.detail())));
        return with("errors", array.isEmpty() ? null : array);
    }

    /** Lists the URLs of which the caller has to pick one. */
    public ProblemDocument withChoices(List<Choice> choices) {
        JsonArray array = new JsonArray();
        choices.forEach(choice ->
                array.add(new JsonObject().put("namespace", choice.namespace()).put("href", choice.href())));
        return with("choices", array);
    }

    /** The document as JSON. */
    public Buffer toBuffer() {
        return members.toBuffer();
    }

    private ProblemDocument with(String name, @Nullable Object value) {
        return value == null ? this : new ProblemDocument(members.copy().put(name, value));
    }
}
