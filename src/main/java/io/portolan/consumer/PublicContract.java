package io.portolan.consumer;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Invocation;
import io.portolan.bus.Invoker;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.format.MediaTypes;
import io.portolan.plan.Flow;
import io.portolan.telemetry.CallMeter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operation as any Vert.x app calls it: a {@code JsonObject} of parameters by name in, JSON or bytes out, failures
 * with the HTTP status as their code. Needs no class of ours on the caller's side.
 */
final class PublicContract {

    /** The longest deadline a caller may ask for. */
    private static final Duration LONGEST = Duration.ofHours(1);

    // The text of a failure travels through logs; the first KiB of a vendor's error says what is wrong.
    private static final int LONGEST_TEXT = 1024;

    private final Flow flow;
    private final Invoker invoker;
    private final Bench bench;
    private final Duration total;
    private final CallMeter meter;

    PublicContract(Flow flow, Flows.Means means, Duration total, CallMeter meter) {
        this.flow = flow;
        this.invoker = means.invoker();
        this.bench = means.bench();
        this.total = total;
        this.meter = meter;
    }

    void handle(Message<Object> message) {
        long begun = meter.begin();
        call(message)
                .compose(result -> bench.work(bytes(result).length(), () -> Reply.of(result)))
                .onComplete((reply, cause) ->
                        meter.end(begun, cause == null ? answer(message, reply) : fail(message, cause)));
    }

    private Future<Result> call(Message<Object> message) {
        try {
            return invoker.invoke(flow.namespace(), invocation(message));
        } catch (Failure refused) {
            return Future.failedFuture(refused);
        }
    }

    private Invocation invocation(Message<Object> message) {
        JsonObject given = switch (message.body()) {
            case null -> new JsonObject();
            case JsonObject object -> object;
            default ->
                throw new Failure(Kind.INVALID_INPUT, "the message is no JsonObject (expected: parameters by name)");
        };
        PublicArguments arguments = PublicArguments.of(flow.parameters(), given);
        long deadline = System.currentTimeMillis() + timeoutMs(message);
        return new Invocation(
                        flow.id(),
                        flow.digest(),
                        arguments.values(),
                        arguments.body(),
                        arguments.body() == null ? null : MediaTypes.JSON,
                        List.of(),
                        new CallContext(UUID.randomUUID().toString(), deadline, Surface.BUS))
                .repeatable(flow.repeatable());
    }

    private long timeoutMs(Message<Object> message) {
        String header = message.headers().get("timeout");
        if (header == null) {
            return total.toMillis();
        }
        try {
            long timeout = Long.parseLong(header);
            if (timeout > 0) {
                return Math.min(timeout, LONGEST.toMillis());
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that makes no sense.
        }
        throw new Failure(Kind.INVALID_INPUT, "header timeout: '" + header + "' (expected: milliseconds, 1 or more)");
    }

    /**
     * What goes back to the caller.
     *
     * @param body JSON as Vert.x has it, or bytes
     */
    private record Reply(Result result, @Nullable Object body) {

        static Reply of(Result result) {
            Buffer bytes = bytes(result);
            boolean json = result.status() < 400 && MediaTypes.isJson(result.contentType());
            return new Reply(result, json ? decoded(bytes) : bytes);
        }
    }

    private static int answer(Message<Object> message, Reply reply) {
        Result result = reply.result();
        if (result.status() >= 400) {
            message.fail(result.status(), excerpt(result.status(), bytes(result)));
            return result.status();
        }
        DeliveryOptions options = new DeliveryOptions().addHeader("status", Integer.toString(result.status()));
        if (result.contentType() != null) {
            options.addHeader("content-type", result.contentType());
        }
        message.reply(reply.body(), options);
        return result.status();
    }

    private static int fail(Message<Object> message, Throwable cause) {
        Failure failure = cause instanceof Failure known ? known : new Failure(Kind.INTERNAL, "the call failed");
        int status = BusFailures.status(failure.kind());
        message.fail(status, failure.reason());
        return status;
    }

    private static @Nullable Object decoded(Buffer bytes) {
        try {
            return bytes.length() == 0 ? bytes : Json.decodeValue(bytes);
        } catch (DecodeException e) {
            return bytes;
        }
    }

    private static String excerpt(int status, Buffer bytes) {
        if (bytes.length() == 0) {
            return "the upstream answered " + status;
        }
        return bytes.slice(0, Math.min(bytes.length(), LONGEST_TEXT)).toString();
    }

    private static Buffer bytes(Result result) {
        return Body.whole(result.body());
    }
}
