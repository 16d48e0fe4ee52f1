package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are many times what the process may have in memory. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class BulkIT {

    private static final String HEAP = "256m";

    /** The heap, and what a JVM and the network need besides. */
    private static final long MOST_MEMORY = 450 * Scale.MIB;

    @TempDir
    private Path folder;

    private Store store;
    private Load load;

    @BeforeEach
    void start(Vertx vertx) {
        store = new Store(vertx, new HttpServerOptions().setMaxChunkSize(64 * 1024));
        load = new Load(vertx);
    }

    @Test
    void movesFilesThatAreFarLargerThanItsMemory() throws Exception {
        Received whole = new Received(Scale.FILE, Bytes.sum(Scale.FILE));
        try (Program portolan = Program.portolan("-Xmx" + HEAP, folder, store.port())) {

            Load.Transfer down = load.download(portolan, Scale.FILE);
            Load.Transfer up = load.upload(portolan, Scale.FILE);

            report("down", down);
            report("up", up);
            Scale.report("most memory: %d MiB%n", portolan.facts().largest() / Scale.MIB);
            assertThat(down.received()).isEqualTo(whole);
            assertThat(up.received()).isEqualTo(whole);
            assertThat(portolan.facts().largest()).isLessThan(MOST_MEMORY);
        }
    }

    private static void report(String way, Load.Transfer transfer) {
        Scale.report("%s: %.0f MiB/s, CPU %.2f s/GiB%n", way, transfer.mibPerSecond(), transfer.cpuPerGib());
    }
}
