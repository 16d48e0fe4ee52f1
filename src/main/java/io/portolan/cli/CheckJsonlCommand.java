package io.portolan.cli;

import io.portolan.cli.check.JsonlReport;
import io.portolan.cli.check.JsonlReport.Format;
import io.portolan.cli.terminal.Bar;
import io.portolan.format.jsonl.JsonlCheck;
import io.portolan.format.jsonl.JsonlRules;
import io.portolan.options.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code portolan check-jsonl}: says everything that is wrong with a batch input file. */
final class CheckJsonlCommand implements Verb {

    private static final String STANDARD_INPUT = "-";
    private static final String MAX_SIZE = "--max-size";
    private static final String MAX_LINES = "--max-lines";
    private static final String MAX_LINE = "--max-line";
    private static final String ID_FIELD = "--id-field";
    private static final String NO_ID = "--no-id";
    private static final String MOST = "--most";
    private static final String OUTPUT = "--output";

    private static final int PRINTED = 100;
    private static final int CHUNK = 256 * 1024;

    private final Shell shell;

    CheckJsonlCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        JsonlRules rules = JsonlRules.DEFAULTS;
        CommandSpec spec = Verbs.spec("check-jsonl", this, "Says everything that is wrong with a batch input file.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .type(String.class)
                .arity("1")
                .required(true)
                .description("One JSON object a line; - reads standard input.")
                .build());
        spec.addOption(size(MAX_SIZE, "The largest file. Default: " + new Size(rules.maxBytes()) + "."));
        spec.addOption(count(MAX_LINES, "The most lines. Default: " + rules.maxLines() + ".", 1));
        spec.addOption(size(MAX_LINE, "The longest line. Default: " + new Size(rules.maxLineBytes()) + "."));
        spec.addOption(option(ID_FIELD, "NAME", "The member that tells lines apart. Default: " + rules.idField() + ".")
                .type(String.class)
                .build());
        spec.addOption(OptionSpec.builder(NO_ID)
                .type(boolean.class)
                .arity("0")
                .description("Lines need nothing that tells them apart.")
                .build());
        spec.addOption(count(MOST, "So many problems are printed, the others counted. Default: " + PRINTED + ".", 0));
        spec.addOption(option(OUTPUT, "text|json", "One line a problem, or an array of objects. Default: text.")
                .type(Format.class)
                .converters(converter(CheckJsonlCommand::format))
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan check-jsonl batch.jsonl",
                        "  portolan check-jsonl batch.jsonl --max-size 200MiB --max-lines 50000",
                        "  zcat batch.jsonl.gz | portolan check-jsonl - --id-field recordId",
                        "",
                        "Limits of vendors, and the check for uploads: docs/streaming.md.",
                        "Exit codes: 0 no errors, 1 errors, 2 wrong arguments or a file that cannot be read.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        if (arguments.hasMatchedOption(NO_ID) && arguments.hasMatchedOption(ID_FIELD)) {
            return refuse(NO_ID + " and " + ID_FIELD + " rule each other out (expected: one)");
        }
        String file = arguments.matchedPositionalValue(0, STANDARD_INPUT);
        if (!file.equals(STANDARD_INPUT) && Files.isDirectory(Path.of(file))) {
            return refuse(file + " is a folder (expected: a file, or - for standard input)");
        }
        JsonlReport report = new JsonlReport(
                file,
                arguments.matchedOptionValue(OUTPUT, Format.TEXT),
                arguments.matchedOptionValue(MOST, PRINTED),
                shell.out());
        Bar bar = new Bar(shell.err(), "checking");
        JsonlCheck check = new JsonlCheck(rules(arguments), fault -> {
            bar.clear();
            report.add(fault);
        });
        long bytes = read(file, check, bar);
        report.end();
        shell.out().flush();
        shell.err().println(count(check.lines(), "line") + ", " + count(bytes, "byte") + ", " + report.summary());
        return report.faulty() ? ExitCode.FAULTY_FILES : ExitCode.FINE;
    }

    private long read(String file, JsonlCheck check, Bar bar) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long all = file.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(file));
        long done = 0;
        try (InputStream in = open(file)) {
            for (int read = in.read(chunk); read >= 0 && !check.closed(); read = in.read(chunk)) {
                check.take(chunk, 0, read);
                done += read;
                long now = done;
                if (all > 0) {
                    bar.show(now, all, () -> megabytes(now) + " of " + megabytes(all) + " MB");
                }
            }
        }
        bar.clear();
        check.end();
        return done;
    }

    private InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? shell.streams().get().in() : Files.newInputStream(Path.of(file));
    }

    private static JsonlRules rules(ParseResult arguments) {
        JsonlRules usual = JsonlRules.DEFAULTS;
        return new JsonlRules(
                arguments
                        .matchedOptionValue(MAX_SIZE, new Size(usual.maxBytes()))
                        .bytes(),
                arguments.matchedOptionValue(MAX_LINES, usual.maxLines()),
                arguments
                        .matchedOptionValue(MAX_LINE, new Size(usual.maxLineBytes()))
                        .bytes(),
                arguments.hasMatchedOption(NO_ID)
                        ? null
                        : arguments.matchedOptionValue(ID_FIELD, JsonlRules.CUSTOM_ID));
    }

    private int refuse(String sentence) {
        shell.err().println("portolan check-jsonl: " + sentence);
        return ExitCode.USAGE;
    }

    private static OptionSpec size(String name, String description) {
        return option(name, "SIZE", description)
                .type(Size.class)
                .converters(converter(CheckJsonlCommand::size))
                .build();
    }

    private static OptionSpec count(String name, String description, int least) {
        return option(name, "NUMBER", description)
                .type(Integer.class)
                .converters(converter(text -> number(text, least)))
                .build();
    }

    private static OptionSpec.Builder option(String name, String value, String description) {
        return OptionSpec.builder(name).paramLabel(value).description(description);
    }

    /** What the reader says is the message. */
    private static <T> ITypeConverter<T> converter(ITypeConverter<T> reader) {
        return text -> {
            try {
                return reader.convert(text);
            } catch (IllegalArgumentException unreadable) {
                throw new TypeConversionException(unreadable.getMessage());
            }
        };
    }

    private static Size size(String text) {
        Size size = Size.parse(text);
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("'" + text + "' (expected: more than 0B)");
        }
        return size;
    }

    private static Integer number(String text, int least) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException("'" + text + "' (expected: a number, " + least + " or more)");
        }
        return Integer.valueOf(text);
    }

    private static Format format(String text) {
        return switch (text) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw new IllegalArgumentException("'" + text + "' (expected: text, json)");
        };
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String megabytes(long bytes) {
        return String.valueOf(bytes / 1_000_000);
    }
}
