package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.stream.Streams;
import io.portolan.testing.Depot;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are too long to be taken whole, through MCP: a part, and links to the rest. */
@ExtendWith(VertxExtension.class)
final class McpFilesTest {

    private static final int MIB = 1024 * 1024;
    private static final int BUDGET = 256 * 1024;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private McpParts mcp;
    private volatile OneFile file = new OneFile("text/plain", new byte[0]);

    @BeforeEach
    void serve(Vertx vertx) throws IOException {
        this.vertx = vertx;
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> file.answer(request))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, port);
        mcp = new McpParts(RunningPortolan.serve(vertx, folder).mcp());
    }

    @AfterEach
    void leavesNothingOpen() {
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    @Test
    void givesALongTextInPartsThatTogetherAreTheWhole() {
        byte[] all = lines(50 * MIB);
        file = new OneFile("application/jsonl", all);
        JsonObject result = mcp.call("download");
        McpParts.Sum sum = mcp.begin().add(McpParts.text(result, 0));

        sum.follow(McpParts.link(result), part -> {
            assertThat(part).endsWith("\n");
            assertThat(McpParts.utf8(part).length).isLessThanOrEqualTo(BUDGET);
        });

        assertThat(McpParts.text(result, 1))
                .startsWith("This is a part of the answer: its first " + McpParts.utf8(McpParts.text(result, 0)).length
                        + " of " + all.length + " bytes of application/jsonl; read resource portolan://rest/");
        assertThat(result.getBoolean("isError")).isNull();
        assertThat(sum.digest()).isEqualTo(sha256(all));
        // What is not wanted is not sent, but for what was under way when that was known.
        assertThat(file.sent()).isLessThan(all.length + 20L * MIB);
    }

    @Test
    void saysWhatAFileOfBytesIsAndGivesItInRanges() {
        byte[] all = new byte[50 * MIB];
        for (int at = 0; at < all.length; at++) {
            all[at] = (byte) (at * 31 + at / 1000);
        }
        file = new OneFile("application/zip", all);

        JsonObject result = mcp.call("download");

        assertThat(McpParts.text(result, 0))
                .startsWith("The answer is not shown: " + all.length + " bytes of application/zip; read resource ");
        assertThat(result.getJsonArray("content")).hasSize(2);
        assertThat(McpParts.link(result, 1).getString("mimeType")).isEqualTo("application/zip");
        assertThat(mcp.begin()
                        .follow(McpParts.link(result, 1).getString("uri"), part -> {})
                        .digest())
                .isEqualTo(sha256(all));
    }

    @Test
    void cutsALongArrayBetweenItsElements() {
        JsonArray all = array(20 * MIB);
        file = new OneFile("application/json", all.toBuffer().getBytes());
        JsonObject result = mcp.call("download");
        JsonArray put = new JsonArray(McpParts.text(result, 0));
        int first = put.size();

        for (String uri = McpParts.link(result); uri != null; ) {
            JsonArray contents = mcp.read(uri);
            new JsonArray(contents.getJsonObject(0).getString("text")).forEach(put::add);
            uri = McpParts.next(contents);
        }

        assertThat(McpParts.text(result, 1))
                .startsWith("This is a part of the answer: the first " + first + " elements of its list, ");
        assertThat(put).isEqualTo(all);
    }

    @Test
    void readsAnArrayOfUnknownLengthToo() {
        JsonArray all = array(17 * MIB);
        file = new OneFile("application/json", all.toBuffer().getBytes()).unannounced();

        JsonObject result = mcp.call("download");

        assertThat(new JsonArray(McpParts.text(result, 0))).isNotEmpty();
        assertThat(McpParts.text(result, 1)).contains(" bytes of application/json; read resource ");
        assertThat(new JsonArray(
                        mcp.read(McpParts.link(result)).getJsonObject(0).getString("text")))
                .isNotEmpty();
    }

    @Test
    void passesOverWhatCameBeforeWhereTheUpstreamHasNoRanges() {
        byte[] all = lines(2 * MIB);
        file = new OneFile("text/plain; charset=utf-8", all).plain().unannounced();
        JsonObject result = mcp.call("download");

        McpParts.Sum sum = mcp.begin().add(McpParts.text(result, 0)).follow(McpParts.link(result), part -> {});

        assertThat(sum.digest()).isEqualTo(sha256(all));
        assertThat(McpParts.text(result, 1))
                .contains("its first " + McpParts.utf8(McpParts.text(result, 0)).length + " bytes of text/plain; read");
    }

    @Test
    void tellsThatAFileHasChangedInsteadOfMixingItWithWhatItWas() {
        file = new OneFile("text/plain", lines(MIB));
        String uri = McpParts.link(mcp.call("download"));
        mcp.read(uri);

        file.change(lines(3 * MIB));

        JsonObject error = mcp.answer(uri).getJsonObject("error");
        assertThat(error.getInteger("code")).isEqualTo(-32603);
        assertThat(error.getString("message"))
                .isEqualTo("rest of an answer: the answer has changed since; call again for what it is now");
    }

    @Test
    void noticesAChangeByTheLengthWhereNothingElseTells() {
        file = new OneFile("text/plain", lines(MIB)).plain();
        String uri = McpParts.link(mcp.call("download"));

        file.change(lines(2 * MIB));

        assertThat(mcp.answer(uri).getJsonObject("error").getString("message")).contains("has changed since");
    }

    @Test
    void keepsWhatItHasReadWhereACallIsNotToBeMadeTwice() {
        byte[] all = lines(20 * MIB);
        file = new OneFile("text/plain", all);
        JsonObject result = mcp.call("pack");

        McpParts.Sum sum = mcp.begin().add(McpParts.text(result, 0)).follow(McpParts.link(result), part -> {});

        assertThat(McpParts.text(result, 1))
                .contains("; of it the first " + 16 * MIB + " bytes are kept, and the rest is dropped; read resource ");
        assertThat(sum.digest()).isEqualTo(sha256(Arrays.copyOf(all, 16 * MIB)));
        assertThat(file.requests()).isEqualTo(1);
    }

    @Test
    void givesALongResourceInPartsToo() {
        byte[] all = lines(20 * MIB);
        file = new OneFile("text/plain", all);
        JsonArray contents = mcp.read("depot://1");
        assertThat(contents.getJsonObject(0).getString("uri")).isEqualTo("depot://1");

        McpParts.Sum sum = mcp.begin()
                .add(contents.getJsonObject(0).getString("text"))
                .follow(McpParts.next(contents), part -> {});

        assertThat(sum.digest()).isEqualTo(sha256(all));
    }

    @Test
    void givesALongAnswerThatIsAnErrorAsOne() {
        file = new OneFile("text/plain", lines(20 * MIB)).failing();

        JsonObject result = mcp.call("download");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(McpParts.text(result, 1))
                .contains(" bytes of text/plain; of it the first " + 16 * MIB + " bytes are kept");
    }

    @Test
    void refusesAnAnswerThatAStepCannotTakeWhole() {
        file = new OneFile("text/plain", lines(17 * MIB));

        JsonObject result = mcp.mcp().call("/mcp/depot-mcp", "copy", "{}");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(McpParts.text(result, 0)).endsWith("answered with more than 16MiB (limits.body)");
    }

    @Test
    void saysThatAnAnswerIsTooLongForWhatItsToolPromises() {
        String text = "x".repeat(9 * MIB);
        file = new OneFile("application/json", McpParts.utf8("{\"text\":\"" + text + "\"}"));

        JsonObject result = mcp.call("twice");

        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(McpParts.text(result, 0)).startsWith("{\"first\":\"xxx").hasSize(BUDGET);
        assertThat(McpParts.text(result, 1))
                .contains("its first " + BUDGET + " of "
                        + (2 * text.length() + "{\"first\":\"\",\"second\":\"\"}".length())
                        + " bytes of application/json; ")
                .contains("too long to be held against the outputSchema of the tool; read resource portolan://rest/");
        assertThat(mcp.read(McpParts.link(result)).getJsonObject(0).getString("text"))
                .startsWith("xxx");
        assertThat(result.containsKey("structuredContent")).isFalse();
    }

    @Test
    void givesEachOfManyCallersItsOwn() {
        byte[] all = lines(3 * MIB);
        file = new OneFile("text/plain", all);
        String uri = McpParts.link(mcp.call("download"));

        List<Future<String>> answers = IntStream.range(0, 20)
                .mapToObj(caller -> mcp.ask(uri)
                        .map(answer -> answer.bodyAsJsonObject()
                                .getJsonObject("result")
                                .getJsonArray("contents")
                                .getJsonObject(0)
                                .getString("text")))
                .toList();

        await(Future.all(answers));
        String expected = mcp.read(uri).getJsonObject(0).getString("text");
        assertThat(answers).allSatisfy(answer -> assertThat(answer.result()).isEqualTo(expected));
    }

    @Test
    void knowsNoLinkButThoseItGaveOut() {
        file = new OneFile("text/plain", lines(MIB));
        String uri = McpParts.link(mcp.call("download"));
        char other = uri.charAt(40) == 'A' ? 'B' : 'A';

        JsonObject error =
                mcp.answer(uri.substring(0, 40) + other + uri.substring(41)).getJsonObject("error");

        assertThat(error.getInteger("code")).isEqualTo(-32002);
    }

    private static byte[] sha256(byte[] bytes) {
        return Digest.begin().digest(bytes);
    }

    /** JSON, line by line, about as long as that. */
    private static byte[] lines(int length) {
        Buffer lines = Buffer.buffer(length + 1000);
        for (int line = 0; lines.length() < length; line++) {
            lines.appendString("{\"custom_id\":\"row-" + line + "\",\"text\":\"é€ " + "x".repeat(line % 700) + "\"}\n");
        }
        return lines.getBytes();
    }

    private static JsonArray array(int length) {
        JsonArray array = new JsonArray();
        for (int size = 0; size < length; size += 1030) {
            array.add(new JsonObject().put("id", array.size()).put("text", "[,]\"" + "x".repeat(1000)));
        }
        return array;
    }
}
