package io.portolan.cli.fix;

import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.spec.Document;
import io.portolan.spec.Fix;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import io.portolan.spec.fix.Changes;
import io.portolan.spec.fix.Edit;
import io.portolan.spec.fix.EditFinder;
import io.portolan.spec.fix.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides which fixes of one file are made: those after which the file still does what it did. The text is changed in
 * memory, read and compiled again, and judged against what it was.
 */
public final class Repair {

    /** In compilations; a file whose fixes fail one by one would take too long otherwise. */
    private static final int MOST_TRIALS = 256;

    private final String file;
    private final SourceText text;
    private final CompileOptions options;
    private final EditFinder edits;
    private int trials;

    private Repair(String file, SourceText text, CompileOptions options) {
        this.file = file;
        this.text = text;
        this.options = options;
        this.edits = new EditFinder(file, text);
    }

    /** The fixes of these problems that can be made in the file, all together. */
    public static Repaired of(String file, String text, List<Problem> problems, CompileOptions options) {
        List<Fix> wanted =
                problems.stream().map(Problem::fix).filter(Objects::nonNull).toList();
        return new Repair(file, new SourceText(text), options).repaired(wanted);
    }

    private Repaired repaired(List<Fix> wanted) {
        List<Fix> possible = edits.find(wanted).fixes();
        if (possible.isEmpty()) {
            return new Repaired(file, text, new Changes(List.of(), List.of()));
        }
        Verdict before = verdict(List.of());
        List<Fix> made = List.of();
        // What is only said aloud must not change what is done. A word that is put right may: that is why.
        made = keep(made, ofKind(Fix.Declare.class, possible), after -> after.same(before));
        Verdict declared = made.isEmpty() ? before : verdict(made);
        made = keep(made, ofKind(Fix.Replace.class, possible), after -> after.keeps(declared));
        return new Repaired(file, text, edits.find(made));
    }

    private static List<Fix> ofKind(Class<? extends Fix> kind, List<Fix> fixes) {
        return fixes.stream().filter(kind::isInstance).toList();
    }

    /** Those of the candidates that can be added to what is made already. */
    private List<Fix> keep(List<Fix> made, List<Fix> candidates, Predicate<Verdict> good) {
        if (candidates.isEmpty() || trials++ > MOST_TRIALS) {
            return made;
        }
        List<Fix> together = Stream.concat(made.stream(), candidates.stream()).toList();
        if (good.test(verdict(together))) {
            return together;
        }
        if (candidates.size() == 1) {
            return made;
        }
        int half = candidates.size() / 2;
        List<Fix> first = keep(made, candidates.subList(0, half), good);
        return keep(first, candidates.subList(half, candidates.size()), good);
    }

    private Verdict verdict(List<Fix> fixes) {
        List<Edit> made = edits.find(fixes).edits();
        Document document = SpecReader.read(file, Edit.apply(made, text.text()));
        return Verdict.of(Compiler.compile(List.of(document), options));
    }
}
