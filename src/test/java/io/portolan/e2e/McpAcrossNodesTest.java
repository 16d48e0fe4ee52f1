package io.portolan.e2e;

import static io.portolan.testing.RunningPortolan.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.Role;
import io.portolan.testing.Cluster;
import io.portolan.testing.Depot;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Long answers through MCP: an edge on one node, the consumer on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class McpAcrossNodesTest {

    private static final int MIB = 1024 * 1024;

    private Cluster cluster;
    private McpParts mcp;
    private volatile OneFile file;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        cluster = Cluster.start();
        int vendor = await(cluster.worker()
                        .createHttpServer()
                        .requestHandler(request -> file.answer(request))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Depot.write(folder, vendor);
        RunningPortolan.serve(cluster.worker(), folder, Role.CONSUMER);
        mcp = new McpParts(
                RunningPortolan.serve(cluster.edge(), folder, Role.EDGE).mcp());
    }

    @AfterEach
    void leavesNothingOpen() {
        cluster.awaitNothingOpen();
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void givesALongTextInPartsThatTogetherAreTheWhole() {
        byte[] all = lines(5 * MIB);
        file = new OneFile("application/jsonl", all);

        JsonObject result = mcp.call("download");
        McpParts.Sum sum = mcp.begin()
                .add(McpParts.text(result, 0))
                .follow(McpParts.link(result), part -> assertThat(part).endsWith("\n"));

        assertThat(sum.digest()).isEqualTo(sha256(all));
    }

    @Test
    void givesAFileOfBytesInRanges() {
        byte[] all = lines(12 * MIB);
        file = new OneFile("application/zip", all);

        JsonObject result = mcp.call("download");
        McpParts.Sum sum = mcp.begin().follow(McpParts.link(result, 1).getString("uri"), part -> {});

        assertThat(McpParts.text(result, 0))
                .startsWith("The answer is not shown: " + all.length + " bytes of application/zip; read resource ");
        assertThat(sum.digest()).isEqualTo(sha256(all));
    }

    @Test
    void keepsWhatItHasReadWhereACallIsNotToBeMadeTwice() {
        byte[] all = lines(3 * MIB);
        file = new OneFile("text/plain", all);

        JsonObject result = mcp.call("pack");
        McpParts.Sum sum = mcp.begin().add(McpParts.text(result, 0)).follow(McpParts.link(result), part -> {});

        assertThat(sum.digest()).isEqualTo(sha256(all));
        assertThat(file.requests()).isEqualTo(1);
    }

    private static byte[] lines(int length) {
        StringBuilder lines = new StringBuilder(length + 1000);
        for (int line = 0; lines.length() < length; line++) {
            lines.append("{\"line\":")
                    .append(line)
                    .append(",\"text\":\"")
                    .append("x".repeat(line % 700))
                    .append("\"}\n");
        }
        return McpParts.utf8(lines.toString());
    }

    private static byte[] sha256(byte[] bytes) {
        return Digest.begin().digest(bytes);
    }
}
