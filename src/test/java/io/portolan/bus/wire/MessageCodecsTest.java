package io.portolan.bus.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Progress;
import io.portolan.bus.QueryPair;
import io.portolan.bus.Result;
import io.portolan.bus.Surface;
import io.portolan.bus.node.NodeFrame;
import io.portolan.bus.node.NodeIdentity;
import io.portolan.bus.node.NodeStanding;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.bus.wire.FrameCodec.Border;
import io.portolan.expr.Value;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class MessageCodecsTest {

    private static final CallContext CONTEXT = new CallContext("r-1", 1_700_000_000_123L, Surface.MCP);
    private static final Body HELLO = new Body.Whole(Buffer.buffer("hello"));

    private Streams streams;
    private FrameCodec<NodeFrame> codec;

    @BeforeEach
    void makeCodecs(Vertx vertx) {
        MessageCodecs.register(vertx);
        streams = Streams.of(vertx);
        Border border = MessageCodecs.border(vertx);
        codec = MessageCodecs.node(border);
    }

    @Test
    void carriesAnInvocationAcrossTheWire() {
        Invocation full = new Invocation(
                "ns.flow",
                "digest",
                Arrays.asList(new Value.Text("é🙂"), null, new Value.Json(Buffer.buffer("[1]")), new Value.Text("")),
                HELLO,
                "text/plain",
                List.of(new Header("Accept", "*/*"), new Header("Accept", "")),
                List.of(new QueryPair("a[b]", "1"), new QueryPair("acl", null), new QueryPair("a[b]", "")),
                true,
                true,
                CONTEXT);
        Invocation bare = new Invocation("ns.flow", "digest", List.of(), null, null, List.of(), CONTEXT);
        CallContext watcher = new CallContext("r-1", 1L, Surface.MCP, "node");
        Invocation watched = new Invocation("ns.flow", "digest", List.of(), null, null, List.of(), watcher);

        assertThat(carried(watched)).isEqualTo(watched);
        assertThat(carried(full)).isEqualTo(full);
        assertThat(carried(bare)).isEqualTo(bare);
    }

    @Test
    void carriesAResultAcrossTheWire() {
        Result full = new Result(201, "application/json", List.of(new Header("ETag", "\"1\"")), HELLO);
        Result bare = new Result(204, null, List.of(), Body.EMPTY);

        assertThat(carried(full)).isEqualTo(full);
        assertThat(carried(bare)).isEqualTo(bare);
    }

    @Test
    void carriesAFailureAcrossTheWire() {
        Details details = new Details("KEY", -5L, List.of(new FieldError("path", "id", "is empty")));
        for (Kind kind : Kind.values()) {
            Failure arrived = carried(new Failure(kind, "why", details));

            assertThat(arrived.kind()).isEqualTo(kind);
            assertThat(arrived.reason()).isEqualTo("why");
            assertThat(arrived.details()).isEqualTo(details);
        }
        Failure bare = carried(new Failure(Kind.INTERNAL, ""));
        assertThat(bare.details()).isEqualTo(Details.NONE);
    }

    @Test
    void carriesAPromiseOfAStreamAcrossTheWire() {
        Body body = new Body.Streamed(streams.fetch(new Reference("portolan:streams:1", 7, 1L << 40, 5_000)));

        Result arrived = carried(new Result(200, null, List.of(), body));

        assertThat(arrived.body())
                .isInstanceOfSatisfying(
                        Body.Streamed.class,
                        streamed -> assertThat(streamed.stream().length()).isEqualTo(1L << 40));
        assertThat(streams.open()).isEqualTo(2);
        Body.cancel(body);
        assertThat(streams.open()).isEqualTo(1);
        Body.cancel(arrived.body());
        assertThat(streams.open()).isZero();
    }

    @Test
    void carriesWhatNodesTellEachOther() {
        NodeIdentity who = new NodeIdentity("id", "name", null, "streams", List.of("edge"), "1.0");
        List<NodeFrame> frames = List.of(
                new NodeFrame.Beat(who, new NodeStanding(true, 7, "digest"), true),
                new NodeFrame.Gone("id"),
                new NodeFrame.Ask("id"),
                new NodeFrame.Offer("id", "digest", Map.of("ns", Set.of("d1", "d2"), "empty", Set.of())),
                new NodeFrame.Declined(1L << 40),
                new NodeFrame.Cancelled("r-1"),
                new NodeFrame.Advanced("r-1", new Progress(0.5, 2, "half")));

        for (NodeFrame frame : frames) {
            assertThat(overTheWire(frame)).isEqualTo(frame);
        }
    }

    @Test
    void carriesTextThatIsNotWellFormedAsItIs() {
        for (String text : List.of("\ud800", "a\udc00b", "\ud83d\ude42\ud83d", "\udc00\ud800")) {
            Result result = new Result(200, text, List.of(), Body.EMPTY);

            assertThat(carried(result)).isEqualTo(result);
        }
    }

    @Test
    void handsObjectsOnAsTheyAreInsideAProcess() {
        Result result = new Result(200, null, List.of(), HELLO);

        assertThat(new LocalCodec<Result>("results").transform(result)).isSameAs(result);
        assertThat(codec.transform(new NodeFrame.Gone("n"))).isEqualTo(new NodeFrame.Gone("n"));
    }

    @Test
    void refusesAnotherWireVersion() {
        Buffer frame = Buffer.buffer(new byte[] {9, 0, 0});

        assertThatThrownBy(() -> codec.read(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("wire version 9 (expected: 6)");
    }

    @Test
    void neverTakesMemoryForALengthTheFrameDoesNotHave() {
        // A result whose content type announces 2^60 bytes.
        Buffer frame = Buffer.buffer(
                new byte[] {Frames.VERSION, 6, 1, 100, 1, -128, -128, -128, -128, -128, -128, -128, -128, 16, 'x'});

        assertThatThrownBy(() -> codec.read(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageStartingWith("the frame is cut");
    }

    @Test
    void turnsAFrameThatCannotBeReadIntoAFailure() {
        Object arrived = codec.decodeFromWire(0, Buffer.buffer(new byte[] {Frames.VERSION}));

        assertThat(arrived).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessage("a message between nodes is unreadable: the frame is cut at byte 1");
        });
    }

    @Test
    void survivesAnyFrame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Invocation sound = new Invocation(
                "ns.flow",
                "digest",
                Arrays.asList(new Value.Text("a"), null, new Value.Json(Buffer.buffer("{}"))),
                HELLO,
                "text/plain",
                List.of(new Header("Accept", "*/*")),
                CONTEXT);
        Buffer frame = Buffer.buffer();
        codec.encodeToWire(frame, new NodeFrame.Call("n", 7, "ns", sound));
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = i % 2 == 0 ? noise(random) : damaged(frame.getBytes(), random);

            assertThat(outcome(Buffer.buffer(bytes)))
                    .as("seed " + seed + " round " + i + " " + Arrays.toString(bytes))
                    .isNull();
        }
    }

    @Test
    void cutFramesAreAllRefused() {
        Buffer frame = Buffer.buffer();
        Result result = new Result(200, "a/b", List.of(new Header("x", "y")), HELLO);
        codec.encodeToWire(frame, new NodeFrame.Answered(1, result));

        for (int length = 0; length < frame.length(); length++) {
            assertThat(codec.decodeFromWire(0, frame.getBuffer(0, length)))
                    .as("cut to " + length)
                    .isInstanceOf(Failure.class);
        }
        assertThat(codec.decodeFromWire(0, frame.copy().appendByte((byte) 0))).isInstanceOf(Failure.class);
    }

    @Test
    void registersAnyNumberOfTimes(Vertx vertx) {
        MessageCodecs.register(vertx);

        assertThatThrownBy(
                        () -> vertx.eventBus().registerDefaultCodec(Result.class, new LocalCodec<>("portolan.result")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureSurvivesJavaSerialization() throws Exception {
        Failure failure = new Failure(
                Kind.INVALID_INPUT, "why", new Details("KEY", 5L, List.of(new FieldError("path", "id", "is empty"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }

        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Failure arrived = (Failure) in.readObject();

        assertThat(arrived.details()).isEqualTo(failure.details());
        assertThat(arrived.retryable()).isFalse();
    }

    private Invocation carried(Invocation invocation) {
        return ((NodeFrame.Call) overTheWire(new NodeFrame.Call("n", 7, "ns", invocation))).invocation();
    }

    private Result carried(Result result) {
        return ((NodeFrame.Answered) overTheWire(new NodeFrame.Answered(7, result))).result();
    }

    private Failure carried(Failure failure) {
        return ((NodeFrame.Failed) overTheWire(new NodeFrame.Failed(7, failure))).failure();
    }

    private Object overTheWire(NodeFrame message) {
        Buffer frame = Buffer.buffer("what stands before");
        int start = frame.length();
        codec.encodeToWire(frame, message);
        return codec.decodeFromWire(start, frame);
    }

    /** What reading threw that it must not, null when it behaved. */
    private @Nullable RuntimeException outcome(Buffer frame) {
        try {
            codec.decodeFromWire(0, frame);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        if (bytes.length > 0) {
            bytes[0] = Frames.VERSION;
        }
        return bytes;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
