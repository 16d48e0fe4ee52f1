package io.portolan.cli;

import io.portolan.InvalidCapabilityException;
import io.portolan.Portolan;
import io.portolan.PortolanBuilder;
import io.portolan.cli.terminal.ReloadLines;
import io.portolan.options.PortolanOptions;
import io.portolan.options.TimeoutOptions;
import io.vertx.core.Future;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Portolan that runs until the process is told to stop, or nobody is left to serve. */
final class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    // What closing may take beyond the calls under way.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Shell shell;
    private final PortolanOptions options;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean ending = new AtomicBoolean();

    Running(Shell shell, PortolanOptions options) {
        this.shell = shell;
        this.options = options;
    }

    /**
     * Starts it, waits for the end of it, and gives the exit code.
     *
     * @param settings the settings file
     * @param started told once it serves
     */
    int run(PortolanBuilder builder, Path settings, Consumer<Portolan> started) {
        Doors doors = new Doors(options, settings);
        Future<Portolan> start = builder.reloaded(report -> {
                    ReloadLines.of(report).forEach(shell.err()::println);
                    shell.err().flush();
                })
                .start();
        shell.onStop().accept(() -> {
            end(doors, start);
            over.countDown();
        });
        Portolan portolan = start.recover(Running::obstacle).await();
        // Before anybody is told that it runs: until then, a SIGHUP is the end of it.
        doors.open(portolan);
        started.accept(portolan);
        portolan.ended().onComplete(nobody -> over.countDown());
        await();
        end(doors, start);
        return ExitCode.FINE;
    }

    /** What is wrong with files is told as it is; all else stands in the way. */
    private static Future<Portolan> obstacle(Throwable cause) {
        boolean files = cause instanceof InvalidCapabilityException || cause instanceof FileSystemException;
        return Future.failedFuture(files ? cause : new CannotStartException(cause));
    }

    /** Closes what has started, or will have before the time is over. */
    private void end(Doors doors, Future<Portolan> start) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        doors.close();
        TimeoutOptions timeouts = options.timeouts();
        Duration atMost = timeouts.notice().plus(timeouts.drain()).plus(CLOSING);
        try {
            start.compose(Portolan::close).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.atWarn().addKeyValue("after", atMost).log("calls under way were cut off");
        } catch (RuntimeException broken) {
            LOG.atWarn().addKeyValue("error", broken.getMessage()).log("did not stop cleanly");
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
