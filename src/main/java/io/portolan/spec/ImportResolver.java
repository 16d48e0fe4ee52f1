package io.portolan.spec;

import io.portolan.format.Nearest;
import io.portolan.spec.CapabilitySpec.Import;
import io.portolan.spec.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts sections of other files in place of imports. It opens nothing, and follows no imports of the other files: a file
 * that lends parts out says itself what they are.
 */
public final class ImportResolver {

    private final Document document;
    private final List<Problem> problems;
    private final String self;
    private SourceMap source;
    private CapabilitySpec capability;

    private ImportResolver(Document document) {
        this.document = document;
        this.self = ImportPath.beside("", document.file());
        this.problems = new ArrayList<>(document.problems());
        this.source = document.source();
        this.capability = document.capability();
    }

    /**
     * The document with its imports in place. What cannot be imported is among the problems.
     *
     * @param sources the documents by path as {@link Document#imports()} gives it; null for a file that cannot be read
     *     or may not be
     */
    public static Document resolve(Document document, Function<String, @Nullable Document> sources) {
        if (document.capability().imports().isEmpty()) {
            return document;
        }
        ImportResolver resolver = new ImportResolver(document);
        document.capability().imports().forEach(wanted -> resolver.resolve(wanted, sources));
        List<Problem> sorted = resolver.problems.stream()
                .sorted(Comparator.comparing(Problem::at))
                .toList();
        return new Document(document.file(), document.marked(), resolver.capability, resolver.source, sorted);
    }

    private void resolve(Import wanted, Function<String, @Nullable Document> sources) {
        String path = ImportPath.normal(wanted.from());
        if (wanted.from().isEmpty()) {
            return;
        }
        if (path == null) {
            report(
                    wanted,
                    "is " + Problem.quoted(wanted.from()) + " (expected: a path relative to this file's folder)");
            return;
        }
        String here = ImportPath.beside(document.file(), path);
        if (here.equals(self)) {
            report(wanted, "is this file itself (expected: another file)");
            return;
        }
        Document other = sources.apply(path);
        String unfit = other == null ? "is not there, or cannot be read" : unfit(other, here);
        if (other == null || unfit != null) {
            report(wanted, Problem.quoted(path) + " " + unfit);
            return;
        }
        take(wanted, path, other);
    }

    /** Why nothing can be taken from a file; null when something can. */
    private @Nullable String unfit(Document other, String path) {
        for (Problem problem : other.problems()) {
            if (problem.error() && problem.where().isEmpty()) {
                return "cannot be used, see line " + problem.at().line() + " there: " + problem.text();
            }
        }
        if (other.imports().isEmpty()) {
            return null;
        }
        String further = other.imports().stream()
                .filter(its -> ImportPath.beside(path, its).equals(self))
                .findFirst()
                .map(circle -> "this file, in a circle")
                .orElse(Problem.quoted(other.imports().getFirst()));
        return "imports in turn, from " + further + " (expected: a file without imports)";
    }

    private void take(Import wanted, String path, Document other) {
        List<String> names = Sections.names(other.capability(), wanted.section());
        String lacks = Problem.quoted(path) + " has no " + wanted.section() + " " + Problem.quoted(wanted.name());
        int index = names.indexOf(wanted.name());
        if (index < 0 && names.size() == 1) {
            index = 0;
            String only = "; its only one, " + Problem.quoted(names.getFirst()) + ", is taken";
            add(Severity.WARNING, wanted, lacks + only);
        }
        if (index < 0) {
            String none = " (expected: a file with " + wanted.section() + ")";
            report(wanted, lacks + (names.isEmpty() ? none : Nearest.hint(wanted.name(), names)));
            return;
        }
        place(wanted, other, index);
    }

    private void place(Import wanted, Document other, int index) {
        String there = Sections.path(other.capability(), wanted.section(), index);
        capability = Sections.replaced(capability, wanted, other.capability(), index);
        source = source.mounted(wanted.where(), other.source(), there);
        for (Problem problem : other.problems()) {
            if (below(problem.where(), there)) {
                String where = new Move(there, wanted.where()).path(problem.where());
                problems.add(new Problem(
                        problem.severity(), problem.at(), where, problem.text(), problem.rule(), problem.fix()));
            }
        }
    }

    private static boolean below(String where, String path) {
        return where.startsWith(path)
                && (where.length() == path.length() || ".[".indexOf(where.charAt(path.length())) >= 0);
    }

    /** Variables that cannot be imported are looked up in the environment. */
    private void report(Import wanted, String text) {
        boolean variables = wanted.section().equals("binds");
        add(
                variables ? Severity.WARNING : Severity.ERROR,
                wanted,
                "import: " + text + (variables ? "; the variables are looked up in the environment" : ""));
    }

    private void add(Severity severity, Import wanted, String text) {
        Position at = document.source().at(wanted.where() + ".import");
        problems.add(new Problem(severity, at, wanted.where(), text));
    }
}
