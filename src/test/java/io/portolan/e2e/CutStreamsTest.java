package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Listener;
import io.portolan.bus.stream.Streams;
import io.portolan.testing.Depot;
import io.portolan.testing.Responses;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream whose connection ends at any byte of its answer: what the client gets never looks complete. */
@ExtendWith(VertxExtension.class)
final class CutStreamsTest {

    private static final long SEED = 20261122;
    private static final int CUTS = 50;
    private static final int BODY = 300_000;

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private Vertx vertx;
    private RunningPortolan portolan;
    private volatile Buffer answer = Buffer.buffer();

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        this.vertx = vertx;
        int port = await(vertx.createNetServer().connectHandler(this::answer).listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, port);
        portolan = RunningPortolan.serve(vertx, folder);
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, true", "HTTP_1_1, false", "HTTP_2, true", "HTTP_2, false"})
    void neverLooksComplete(HttpVersion version, boolean chunked) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
        Buffer whole = chunked ? chunked() : announced();
        List<String> complete = new ArrayList<>();

        assertThat(outcome(client, whole)).as("nothing missing").isEqualTo("200 of " + BODY);
        for (int round = 0; round < CUTS; round++) {
            // Each tenth somewhere in the head or just behind it, where the body has hardly begun.
            int at = random.nextInt(round % 10 == 0 ? 300 : whole.length());
            String outcome = outcome(client, whole.slice(0, at));
            if (!outcome.equals("502") && !outcome.equals("broken off")) {
                complete.add("cut at " + at + ": " + outcome);
            }
        }

        assertThat(complete).as("seed %s", SEED).isEmpty();
        eventually(vertx, () -> Streams.of(vertx).open() == 0);
    }

    private String outcome(HttpClient client, Buffer sent) {
        answer = sent;
        return await(client.request(HttpMethod.GET, portolan.port(Listener.Kind.REST), "127.0.0.1", "/files/1")
                .compose(Responses::held)
                .compose(response -> Digest.of(response).map(all -> told(response, all)))
                .recover(broken -> Future.succeededFuture("broken off")));
    }

    private static String told(HttpClientResponse response, Digest all) {
        return response.statusCode() == 502 ? "502" : response.statusCode() + " of " + all.length();
    }

    private void answer(NetSocket socket) {
        socket.handler(request -> socket.write(answer).onComplete(any -> socket.close()));
    }

    private Buffer announced() {
        return head("content-length: " + BODY).appendBytes(bytes(BODY));
    }

    private Buffer chunked() {
        Buffer answer = head("transfer-encoding: chunked");
        for (int left = BODY; left > 0; ) {
            int chunk = Math.min(left, 1 + random.nextInt(20_000));
            answer.appendString(Integer.toHexString(chunk) + "\r\n")
                    .appendBytes(bytes(chunk))
                    .appendString("\r\n");
            left -= chunk;
        }
        return answer.appendString("0\r\n\r\n");
    }

    private static Buffer head(String framing) {
        String head = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n" + framing + "\r\n\r\n";
        return Buffer.buffer(head, StandardCharsets.US_ASCII.name());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
