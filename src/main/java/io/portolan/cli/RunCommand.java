package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.InvalidCapabilityException;
import io.portolan.Portolan;
import io.portolan.ReloadReport;
import io.portolan.cli.check.OutputFormat;
import io.portolan.cli.check.ProblemReport;
import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.SettingsTable;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Problem;
import io.vertx.core.Future;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan run}: serves until the process is told to stop. */
final class RunCommand implements Verb {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    // What closing may take beyond the calls under way.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Shell shell;
    private final SettingsFlags flags;

    RunCommand(Shell shell) {
        this.shell = shell;
        List<Setting<?>> flagged = SettingsTable.all().stream()
                .filter(setting -> setting.flag() != null)
                .toList();
        this.flags = new SettingsFlags(flagged, shell);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("run", this, "Serves capability files as REST and MCP until stopped.");
        flags.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan run --sandbox                 everything that ships, no key needed",
                        "  portolan run my/capability.yaml        one file",
                        "  portolan run folder --rest-port 8000   all files in a folder, REST on one port",
                        "",
                        "Files, keys and the section 'upstreams' of the settings file are served as they change,",
                        "without a restart; SIGHUP and POST /reload on the control port do the same: docs/reload.md.",
                        "Every other setting can be given in conf/portolan.yaml or the environment: docs/settings.md.",
                        "Exit codes: 0 stopped, 1 no file can be served, 2 wrong arguments or settings,",
                        "3 cannot start (a port is taken).");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        PortolanOptions options = flags.read(arguments);
        LogLevel.set(options.log().level());
        CountDownLatch stopped = new CountDownLatch(1);
        Doors doors = new Doors(options, flags.file(arguments));
        Future<Portolan> start = Portolan.builder(options)
                .variables(shell.environment()::get)
                .settings(() -> flags.again(arguments))
                .progress(LoadingBar.on(shell))
                .reloaded(this::report)
                .start();
        shell.onStop().accept(() -> {
            doors.close();
            stop(start, options.timeouts().drain().plus(CLOSING));
            stopped.countDown();
        });
        Portolan portolan = start.recover(RunCommand::obstacle).await();
        // Before anybody is told that it runs: until then, a SIGHUP is the end of it.
        doors.open(portolan);
        report(portolan, options);
        return wait(stopped);
    }

    /** What is wrong with files is told as it is; all else stands in the way. */
    private static Future<Portolan> obstacle(Throwable cause) {
        boolean files = cause instanceof InvalidCapabilityException || cause instanceof FileSystemException;
        return Future.failedFuture(files ? cause : new CannotStartException(cause));
    }

    private void report(Portolan portolan, PortolanOptions options) {
        Capabilities capabilities = portolan.capabilities();
        // Notes are what check is for; here they would hide what is served.
        List<Problem> problems = capabilities.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .toList();
        shell.err().print(new ProblemReport(problems, capabilities.texts()).format(OutputFormat.TEXT));
        new StartReport(capabilities.plan(), options, portolan.listeners())
                .lines(shell.environment())
                .forEach(shell.out()::println);
        shell.err().flush();
        shell.out().flush();
    }

    private void report(ReloadReport report) {
        ReloadLines.of(report).forEach(shell.err()::println);
        shell.err().flush();
    }

    /** Closes what has started, or will have before the time is over. */
    private static void stop(Future<Portolan> start, Duration atMost) {
        try {
            start.compose(Portolan::close).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.atWarn().addKeyValue("after", atMost).log("calls under way were cut off");
        } catch (RuntimeException broken) {
            LOG.atWarn().addKeyValue("error", broken.getMessage()).log("did not stop cleanly");
        }
    }

    private static int wait(CountDownLatch stopped) {
        try {
            stopped.await();
            return ExitCode.FINE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.FINE;
        }
    }
}
