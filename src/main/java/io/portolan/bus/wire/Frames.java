package io.portolan.bus.wire;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.KeptParts;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** The layout of each message type between nodes. A change of any of them is a new {@link #VERSION}. */
final class Frames {

    /** The first byte of every frame. */
    static final int VERSION = 6;

    static void write(FrameWriter out, Invocation invocation) {
        out.text(invocation.flow());
        out.text(invocation.digest());
        out.number(invocation.arguments().size());
        invocation.arguments().forEach(out::value);
        out.body(invocation.body());
        out.text(invocation.contentType());
        out.headers(invocation.headers());
        out.query(invocation.query());
        out.octet(invocation.streams() ? 1 : 0);
        out.octet(invocation.repeatable() ? 1 : 0);
        out.text(invocation.context().requestId());
        out.fixed(invocation.context().deadline());
        out.text(invocation.context().surface().name());
        out.text(invocation.context().watcher());
    }

    static Invocation readInvocation(FrameReader in) {
        return new Invocation(
                in.text(),
                in.text(),
                in.list(in::value),
                in.body(),
                in.nullableText(),
                in.headers(),
                in.query(),
                in.octet() != 0,
                in.octet() != 0,
                new CallContext(in.text(), in.fixed(), in.constant(Surface.class), in.nullableText()));
    }

    static void write(FrameWriter out, Result result) {
        out.number(result.status());
        out.text(result.contentType());
        out.headers(result.headers());
        out.body(result.body());
    }

    static Result readResult(FrameReader in) {
        return new Result(
                status(in.number()),
                in.nullableText(),
                in.headers(),
                Objects.requireNonNullElse(in.body(), Body.EMPTY));
    }

    static void write(FrameWriter out, Failure failure) {
        Failure.Details details = failure.details();
        out.text(failure.kind().name());
        out.text(failure.reason());
        out.text(details.variable());
        out.nullableFixed(details.retryAfterMs());
        out.number(details.errors().size());
        for (Failure.FieldError error : details.errors()) {
            out.text(error.in());
            out.text(error.name());
            out.text(error.detail());
        }
    }

    static Failure readFailure(FrameReader in) {
        Failure.Kind kind = in.constant(Failure.Kind.class);
        return new Failure(kind, in.text(), readDetails(in));
    }

    private static Failure.Details readDetails(FrameReader in) {
        return new Failure.Details(
                in.nullableText(),
                in.nullableFixed(),
                in.list(() -> new Failure.FieldError(in.text(), in.text(), in.text())));
    }

    static void write(FrameWriter out, KeptParts.Wanted wanted) {
        out.text(wanted.id());
        out.number(wanted.index());
    }

    static KeptParts.Wanted readWanted(FrameReader in) {
        return new KeptParts.Wanted(in.text(), (int) in.number());
    }

    static void write(FrameWriter out, KeptParts.Part part) {
        Buffer bytes = part.bytes();
        out.body(bytes == null ? null : new Body.Whole(bytes));
    }

    static KeptParts.Part readPart(FrameReader in) {
        Body body = in.body();
        return new KeptParts.Part(body == null ? null : Body.whole(body));
    }

    private static int status(long number) {
        if (number < 100 || number > 999) {
            throw new MalformedFrameException("status " + number + " (expected: 100-999)");
        }
        return (int) number;
    }

    private Frames() {}
}
