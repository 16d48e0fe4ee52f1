package io.portolan.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.Portolan;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.LiveHeap;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of files from the wild many times over, under other namespaces, in one process. How many files says the
 * system property {@code portolan.files}.
 */
@ExtendWith(VertxExtension.class)
final class ThousandsOfFilesTest {

    private static final int FILES = Integer.getInteger("portolan.files", 280);

    /** Where the name of a namespace stands, alone or in front of an operation's. */
    private static final Pattern NAMESPACE = Pattern.compile(
            "(?m)^([ -]*(?:namespace|call|import|as|ref|sourceNamespace|targetNamespace):\\s*)(['\"]?)([A-Za-z0-9_-]+)");

    @Test
    @Timeout(600)
    void servesThousandsOfFilesAtOnce(Vertx vertx, @TempDir Path folder) throws TimeoutException {
        assumeTrue(Folder.present(), "no folder of files from the wild");
        Recorder recorder = Recorder.start(vertx);
        int files = multiply(folder, recorder.port());
        long begun = System.nanoTime();
        Duration spent = cpu();

        PortolanOptions options = RunningPortolan.anyPorts().withCapabilities(List.of(folder.toString()));
        RunningPortolan portolan = RunningPortolan.around(
                vertx,
                Portolan.builder(options)
                        .vertx(vertx)
                        .variables(Variables::given)
                        .start()
                        .await(5, TimeUnit.MINUTES));

        Duration start = Duration.ofNanos(System.nanoTime() - begun);
        Duration work = cpu().minus(spent);
        HttpResponse<Buffer> plan = portolan.control("/plan");
        assertThat(plan.statusCode()).isEqualTo(200);
        List<String> targets = targets(folder);
        assertThat(targets).isNotEmpty();
        for (String target : targets) {
            assertThat(portolan.get(target).statusCode()).as(target).isEqualTo(200);
        }
        assertThat(recorder.strays()).hasSameSizeAs(targets);
        report(files, start, work, plan.body(), portolan.portolan().problems().size());
    }

    private static void report(int files, Duration start, Duration work, Buffer plan, int problems) {
        Folder.write(
                Path.of("target", "corpus", "thousands-" + files + ".txt"),
                "%d files, %d operations and tools in %d kB of plan: served after %d ms, %d ms of CPU; heap %d MiB after a collection; %d problems%n"
                        .formatted(
                                files,
                                plan.toString()
                                        .lines()
                                        .filter(line -> line.contains(" -> "))
                                        .count(),
                                plan.length() / 1024,
                                start.toMillis(),
                                work.toMillis(),
                                LiveHeap.bytes() >> 20,
                                problems));
    }

    /** Whole copies of the folder until there are as many files. */
    private static int multiply(Path target, int port) {
        Folder wild = new Folder(Folder.wild());
        int files = 0;
        for (int copy = 0; files < FILES; copy++) {
            for (Path file : wild.files()) {
                String text = Folder.leading(Folder.read(file), port);
                Path to = target.resolve("c" + copy)
                        .resolve(wild.root().relativize(file).toString());
                Folder.write(to, renamed(text, "-c" + copy));
                files++;
            }
        }
        return files;
    }

    /** Some operations that need nothing. */
    private static List<String> targets(Path folder) {
        return Folder.exposed(new Folder(folder.resolve("c1")).readAll()).stream()
                .filter(one ->
                        one.rest() && one.method().equals("GET") && !one.path().contains("{"))
                .filter(one -> one.file().name().contains("c-pertag"))
                .filter(one -> Router.route(one).inputs().stream().noneMatch(Input::required))
                .map(one -> "/" + one.served() + one.path())
                .limit(20)
                .toList();
    }

    private static String renamed(String text, String suffix) {
        return NAMESPACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group() + suffix));
    }

    /** Of this process. Steadier than the time where other work runs. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
