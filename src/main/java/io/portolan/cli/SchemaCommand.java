package io.portolan.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code portolan schema}: prints the JSON Schema of capability files, for editors. */
final class SchemaCommand implements Verb {

    /** In the documents of the project it is {@code docs/schema/capability.schema.json}. */
    private static final String RESOURCE = "/schema/capability.schema.json";

    private final Shell shell;

    SchemaCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("schema", this, "Prints the JSON Schema of capability files, for editors.");
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan schema > capability.schema.json",
                        "and as the first line of a capability file, for editors with a YAML language server:",
                        "  # yaml-language-server: $schema=capability.schema.json");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) throws IOException {
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
            if (schema == null) {
                throw new FileNotFoundException("classpath:" + RESOURCE);
            }
            shell.out().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            shell.out().flush();
            return ExitCode.FINE;
        }
    }
}
