package io.portolan;

import io.portolan.compile.Compilation;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Document;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads capability files, time and again. What was sound before and is broken now goes on as it was. Not for two threads
 * at once.
 */
final class Loader {

    private final DocumentCache cache = new DocumentCache();
    private final ImportSources imports = new ImportSources();
    private final Compiler compiler = new Compiler();
    private Map<String, Serving> serving = Map.of();
    private volatile SchemaReading schemas = new SchemaReading();

    /**
     * A file that is being served.
     *
     * @param errors how many it has
     */
    private record Serving(Document document, long errors) {}

    /** What the files are now: to be {@link #accept accepted} when it is being served. */
    static final class Loaded {

        private final Capabilities capabilities;
        private final ReloadReport.Changes files;
        private final Set<String> kept;
        private final Map<String, Serving> serving;
        private final SchemaReading schemas;

        private Loaded(
                Capabilities capabilities,
                ReloadReport.Changes files,
                Set<String> kept,
                Map<String, Serving> serving,
                SchemaReading schemas) {
            this.capabilities = capabilities;
            this.files = files;
            this.kept = kept;
            this.serving = serving;
            this.schemas = schemas;
        }

        Capabilities capabilities() {
            return capabilities;
        }

        /** The schemas by which their answers are decoded. */
        SchemaReading schemas() {
            return schemas;
        }

        /** How they differ from what is being served. */
        ReloadReport.Changes files() {
            return files;
        }

        /** Those that go on as they were, for what they say now has errors. */
        Set<String> kept() {
            return kept;
        }
    }

    /** The files as they are now, by name, and what stands in the way of reading others. */
    private record Files(Map<String, Document> documents, Map<String, String> texts, List<Problem> problems) {}

    /**
     * Finds, reads and compiles, on as many threads as there are processors. Blocks.
     *
     * @throws IOException when something that was named cannot be read; not once something is being served
     */
    Loaded load(PortolanOptions options, LoadProgress progress) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("portolan-load-", 1).factory())) {
            return load(options, progress, workers);
        }
    }

    private Loaded load(PortolanOptions options, LoadProgress progress, ExecutorService workers) throws IOException {
        Files files = read(options, progress, workers);
        schemas = new SchemaReading();
        CompileOptions shape = CompileOptions.of(options, schemas);
        Compilation fresh = compiler.compile(List.copyOf(files.documents().values()), shape, workers);
        Set<String> kept = worse(Stream.concat(files.problems().stream(), fresh.problems().stream()));
        if (kept.isEmpty()) {
            return loaded(files, fresh, kept);
        }
        kept.forEach(file -> files.documents().put(file, served(file).document()));
        Compilation mixed = compiler.compile(List.copyOf(files.documents().values()), shape, workers);
        List<Problem> problems = new ArrayList<>();
        for (String file : kept) {
            problems.add(goesOn(file));
        }
        fresh.problems().stream()
                .filter(problem -> kept.contains(problem.at().file()))
                .forEach(problems::add);
        mixed.problems().stream()
                .filter(problem -> !kept.contains(problem.at().file()))
                .forEach(problems::add);
        return loaded(files, new Compilation(mixed.plan(), problems), kept);
    }

    /** The files besides those that were named. */
    Set<Path> besides() {
        Set<Path> besides = new HashSet<>(imports.files());
        besides.addAll(schemas.paths());
        return besides;
    }

    /** What was loaded is being served from now on. */
    void accept(Loaded loaded) {
        serving = loaded.serving;
    }

    private Files read(PortolanOptions options, LoadProgress progress, ExecutorService workers) throws IOException {
        Files files = new Files(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        boolean again = !serving.isEmpty();
        for (DocumentCache.Read file :
                cache.read(CapabilityFiles.find(options.capabilities()), again, progress, workers)) {
            String name = file.source().name();
            Document document = file.document();
            if (file.problem() != null) {
                files.problems().add(file.problem());
                if (serving.containsKey(name)) {
                    files.documents().put(name, served(name).document());
                }
            } else if (document != null) {
                if (document.marked() || file.source().named() || serving.containsKey(name)) {
                    files.documents().put(name, document);
                    files.texts().put(name, file.text() == null ? "" : file.text());
                } else {
                    files.problems().add(leftOut(name));
                }
            }
        }
        imports.resolve(files.documents(), options.capabilities(), workers);
        return files;
    }

    /** Those that are served with fewer errors than they have now. */
    private Set<String> worse(Stream<Problem> problems) {
        return errors(problems).entrySet().stream()
                .filter(file -> serving.containsKey(file.getKey()))
                .filter(file -> file.getValue() > served(file.getKey()).errors())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Loaded loaded(Files files, Compilation compiled, Set<String> kept) {
        List<Problem> problems = new ArrayList<>(files.problems());
        problems.addAll(compiled.problems());
        Map<String, Long> errors = errors(problems.stream());
        Map<String, Serving> next = new HashMap<>();
        files.documents()
                .forEach((file, document) -> next.put(
                        file,
                        kept.contains(file) ? served(file) : new Serving(document, errors.getOrDefault(file, 0L))));
        Capabilities capabilities = new Capabilities(compiled.plan(), problems, files.texts());
        return new Loaded(capabilities, changes(next), kept, Map.copyOf(next), schemas);
    }

    private ReloadReport.Changes changes(Map<String, Serving> next) {
        return ReloadReport.Changes.between(
                serving, next, (before, after) -> before.document().equals(after.document()));
    }

    private Serving served(String file) {
        return Objects.requireNonNull(serving.get(file), file);
    }

    private static Map<String, Long> errors(Stream<Problem> problems) {
        return problems.filter(Problem::error)
                .collect(Collectors.groupingBy(problem -> problem.at().file(), Collectors.counting()));
    }

    private static Problem leftOut(String file) {
        return new Problem(
                Problem.Severity.NOTE,
                new Position(file, 1, 1),
                "",
                "not a capability file and left out (expected: the key 'naftiko' or 'ikanos')");
    }

    private static Problem goesOn(String file) {
        return new Problem(
                Problem.Severity.WARNING,
                new Position(file, 1, 1),
                "",
                "what the file says now has errors; it is served as it was before");
    }
}
