package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.cli.check.OutputFormat;
import io.portolan.cli.check.ProblemReport;
import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.SettingsTable;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.PlanPrinter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan explain}: prints what would be served and what it would call. */
final class ExplainCommand implements Verb {

    // The settings that change a plan.
    private static final Set<String> PLANNED = Set.of("sandbox", "rest.port", "mcp.port");

    private final Shell shell;
    private final SettingsFlags flags;

    ExplainCommand(Shell shell) {
        this.shell = shell;
        List<Setting<?>> planned = SettingsTable.all().stream()
                .filter(setting -> PLANNED.contains(setting.name()))
                .toList();
        this.flags = new SettingsFlags(planned, shell);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("explain", this, "Prints what would be served, and what each call would do.");
        flags.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan explain my/capability.yaml    one file",
                        "  portolan explain folder --sandbox      all files in a folder, answered by the built-in API",
                        "",
                        "What is wrong with the files goes to standard error.",
                        "Exit codes: 0 no errors (warnings allowed), 1 errors, 2 wrong arguments or settings.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        PortolanOptions options = flags.read(arguments);
        Capabilities capabilities = Capabilities.load(options);
        ProblemReport report = new ProblemReport(capabilities.problems(), capabilities.texts());
        shell.out().print(PlanPrinter.print(capabilities.plan()));
        shell.out().flush();
        shell.err().print(report.format(OutputFormat.TEXT));
        return report.faulty() ? ExitCode.FAULTY_FILES : ExitCode.FINE;
    }
}
