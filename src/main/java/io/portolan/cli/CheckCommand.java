package io.portolan.cli;

import io.portolan.Capabilities;
import io.portolan.LoadProgress;
import io.portolan.cli.check.OutputFormat;
import io.portolan.cli.check.ProblemReport;
import io.portolan.cli.fix.FileRewriter;
import io.portolan.cli.fix.Repair;
import io.portolan.cli.fix.Repaired;
import io.portolan.cli.terminal.LoadingBar;
import io.portolan.compile.CompileOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan check}: says everything that is wrong with capability files, and puts right what is safe. */
final class CheckCommand implements Verb {

    private static final String OUTPUT = "--output";
    private static final String FIX = "--fix";
    private static final String DRY_RUN = "--dry-run";

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
                .description("One line a problem; with the source and a caret below it; an array of objects;"
                        + " SARIF 2.1.0; or workflow commands of GitHub Actions."
                        + " Without it: pretty on a terminal, else text.")
                .build());
        spec.addOption(flag(FIX, "Writes the fixes that change nothing else into the files, then checks them again."));
        spec.addOption(flag(DRY_RUN, "With --fix: prints what would change as a diff, and writes nothing."));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan check my/capability.yaml          one file",
                        "  portolan check folder --output sarif       all files in a folder, for a program to read",
                        "  portolan check folder --fix --dry-run      what --fix would change",
                        "",
                        "Formats, fixes and rules: docs/check.md.",
                        "Exit codes: 0 no errors (warnings allowed), 1 errors, 2 wrong arguments or settings.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        PortolanOptions options = flags.read(arguments);
        OutputFormat format =
                arguments.matchedOptionValue(OUTPUT, shell.interactive() ? OutputFormat.PRETTY : OutputFormat.TEXT);
        boolean fix = arguments.hasMatchedOption(FIX);
        boolean dry = arguments.hasMatchedOption(DRY_RUN);
        if (dry && !fix) {
            return refuse(DRY_RUN + " says what " + FIX + " would change (expected: both)");
        }
        if (fix && options.capabilities().isEmpty()) {
            return refuse(FIX + " writes files (expected: a file or folder; those that ship with Portolan stay)");
        }
        Capabilities capabilities = Capabilities.load(options, new LoadingBar(shell.err()));
        List<Repaired> repaired = fix ? repaired(capabilities, options) : List.of();
        if (dry) {
            repaired.forEach(file -> shell.out().print(file.diff()));
            repaired.stream().flatMap(file -> file.lines().stream()).forEach(shell.err()::println);
            return conclude(capabilities, true);
        }
        boolean all = write(repaired, format.forPeople() ? shell.out() : shell.err());
        Capabilities left = repaired.isEmpty() ? capabilities : Capabilities.load(options, LoadProgress.NONE);
        shell.out().print(report(left).format(format));
        int code = conclude(left, format.forPeople());
        return all ? code : ExitCode.USAGE;
    }

    /** The files that the fixes of their problems change. */
    private static List<Repaired> repaired(Capabilities capabilities, PortolanOptions options) {
        Map<String, List<Problem>> fixable = capabilities.problems().stream()
                .filter(problem -> problem.fix() != null)
                .collect(Collectors.groupingBy(problem -> problem.at().file(), TreeMap::new, Collectors.toList()));
        CompileOptions compile = CompileOptions.of(options);
        return fixable.entrySet().stream()
                .map(file -> Repair.of(
                        file.getKey(), capabilities.texts().getOrDefault(file.getKey(), ""), file.getValue(), compile))
                .filter(Repaired::changed)
                .toList();
    }

    /** Whether all could be written; those that could not are told, and the others are. */
    private boolean write(List<Repaired> repaired, PrintWriter told) {
        boolean all = true;
        for (Repaired file : repaired) {
            try {
                FileRewriter.rewrite(Path.of(file.file()), file.before().text(), file.after());
                file.lines().forEach(told::println);
            } catch (IOException unwritable) {
                shell.err().println(Verbs.sentence(unwritable));
                all = false;
            }
        }
        return all;
    }

    private int conclude(Capabilities capabilities, boolean summed) {
        ProblemReport report = report(capabilities);
        shell.out().flush();
        if (summed) {
            shell.err().println(report.summary());
        }
        return report.faulty() ? ExitCode.FAULTY_FILES : ExitCode.FINE;
    }

    private static ProblemReport report(Capabilities capabilities) {
        return new ProblemReport(capabilities.problems(), capabilities.texts());
    }

    private int refuse(String sentence) {
        shell.err().println("portolan check: " + sentence);
        return ExitCode.USAGE;
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
