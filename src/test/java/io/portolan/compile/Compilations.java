package io.portolan.compile;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Compiles texts, as tests want it. */
final class Compilations {

    static final List<String> SEEDS = List.of(
            "ai-gateway-batches.yaml",
            "batch-batch-jobs.yaml",
            "forge-training-jobs.yaml",
            "portkey-batch.yaml",
            "together-ai-rl.yaml");

    static final CompileOptions DEFAULTS = new CompileOptions(null, null, ToolNames.AUTO, false, Overlay.NONE);

    private Compilations() {}

    /** The files that ship with Portolan, by name. */
    static Compilation seeds(CompileOptions options, String... names) {
        return Compiler.compile(
                Stream.of(names)
                        .map(name -> SpecReader.read(name, resource("/capabilities/" + name)))
                        .toList(),
                options);
    }

    /** Files {@code a.yaml}, {@code b.yaml} and so on. */
    static Compilation texts(CompileOptions options, String... texts) {
        return Compiler.compile(
                Stream.iterate(0, index -> index < texts.length, index -> index + 1)
                        .map(index -> SpecReader.read((char) ('a' + index) + ".yaml", texts[index]))
                        .toList(),
                options);
    }

    static List<String> lines(Compilation compilation) {
        return compilation.problems().stream().map(Problem::toString).toList();
    }

    static String resource(String name) {
        try (InputStream bytes = Objects.requireNonNull(Compilations.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
