package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class ReloadUnderLoadTest {

    @TempDir
    private Path folder;

    @Test
    void failsNoCallWhileFilesChange(Vertx vertx) throws IOException {
        int reloads = Integer.getInteger("portolan.reloads", 20);
        Duration between = Duration.ofMillis(Integer.getInteger("portolan.reloads.between", 200));

        ReloadUnderLoad.Outcome outcome = ReloadUnderLoad.run(vertx, folder, reloads, between);

        System.out.printf(
                "reload under load: %d calls, %d failed; %d reloads taken, %d of them with a file as before, %d refused;"
                        + " live heap %.1f MiB before, %.1f MiB after%n",
                outcome.calls(),
                outcome.failures().size(),
                outcome.taken(),
                outcome.kept(),
                outcome.refused(),
                outcome.heapBefore() / 1048576.0,
                outcome.heapAfter() / 1048576.0);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.taken()).isEqualTo(reloads);
        assertThat(outcome.kept()).isPositive();
        assertThat(outcome.heapAfter()).isLessThan(outcome.heapBefore() + 8 * 1024 * 1024);
    }
}
