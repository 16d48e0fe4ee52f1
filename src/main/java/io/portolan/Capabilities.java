package io.portolan;

import io.portolan.compile.Compilation;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.PortolanPlan;
import io.portolan.spec.Document;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the capability files that the options name.
 *
 * @param plan of the sound ones
 * @param problems of all of them
 * @param texts of the files, by the name that problems carry
 */
// The command line, in this module, shows plan and problems as they are.
@SuppressWarnings("exports")
public record Capabilities(PortolanPlan plan, List<Problem> problems, Map<String, String> texts) {

    public Capabilities {
        problems = List.copyOf(problems);
        texts = Map.copyOf(texts);
    }

    /**
     * Finds, reads and compiles. Blocks.
     *
     * @throws IOException when something that was named cannot be read
     */
    public static Capabilities load(PortolanOptions options) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Document> documents = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (CapabilityFiles.Source source : CapabilityFiles.find(options.capabilities())) {
            Document document = SpecReader.read(source.name(), source.text());
            if (document.marked() || source.named()) {
                texts.put(source.name(), source.text());
                documents.add(document);
            } else {
                problems.add(leftOut(source.name()));
            }
        }
        Compilation compilation = Compiler.compile(documents, CompileOptions.of(options));
        problems.addAll(compilation.problems());
        return new Capabilities(compilation.plan(), problems, texts);
    }

    /** Whether there is something to serve; with {@code strict} one file with errors is enough that there is not. */
    boolean servable(boolean strict) {
        boolean sound = problems.stream().noneMatch(Problem::error);
        return !plan.upstreams().isEmpty() && (sound || !strict);
    }

    private static Problem leftOut(String file) {
        return new Problem(
                Problem.Severity.NOTE,
                new Position(file, 1, 1),
                "",
                "not a capability file and left out (expected: the key 'naftiko')");
    }
}
