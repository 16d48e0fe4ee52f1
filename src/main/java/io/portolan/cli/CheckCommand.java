package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.options.PortolanOptions;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan check}: says everything that is wrong with capability files. */
final class CheckCommand implements Verb {

    private static final String OUTPUT = "--output";

    private final Shell shell;
    private final SettingsFlags flags;

    CheckCommand(Shell shell) {
        this.shell = shell;
        this.flags = new SettingsFlags(List.of(), shell);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("check", this, "Says everything that is wrong with capability files.");
        flags.addTo(spec);
        spec.addOption(OptionSpec.builder(OUTPUT)
                .paramLabel(String.join("|", OutputFormat.words()))
                .type(OutputFormat.class)
                .converters(OutputFormat::of)
                .description("One line a problem, with the source and a caret below it, or an array of objects."
                        + " Without it: pretty on a terminal, else text.")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan check my/capability.yaml      one file",
                        "  portolan check folder --output json    all files in a folder, for a program to read",
                        "",
                        "Exit codes: 0 no errors (warnings allowed), 1 errors, 2 wrong arguments or settings.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        PortolanOptions options = flags.read(arguments);
        OutputFormat format =
                arguments.matchedOptionValue(OUTPUT, shell.interactive() ? OutputFormat.PRETTY : OutputFormat.TEXT);
        Capabilities capabilities = Capabilities.load(options);
        ProblemReport report = new ProblemReport(capabilities.problems(), capabilities.texts());
        shell.out().print(report.format(format));
        shell.out().flush();
        shell.err().println(report.summary());
        return report.faulty() ? ExitCode.FAULTY_FILES : ExitCode.FINE;
    }
}
