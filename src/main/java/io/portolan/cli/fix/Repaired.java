package io.portolan.cli.fix;

import io.portolan.spec.Fix;
import io.portolan.spec.fix.Changes;
import io.portolan.spec.fix.Edit;
import io.portolan.spec.fix.SourceText;
import java.util.List;

/**
 * A file and what is changed in it.
 *
 * @param before its text as it was
 */
public record Repaired(String file, SourceText before, Changes changes) {

    /** Whether something is changed. */
    public boolean changed() {
        return !changes.edits().isEmpty();
    }

    /** The text with all changes made. */
    public String after() {
        return Edit.apply(changes.edits(), before.text());
    }

    /** One line a fix, with the place in the text as it was. */
    public List<String> lines() {
        return changes.fixes().stream().map(Repaired::line).toList();
    }

    /** What {@code patch} and people read. */
    public String diff() {
        return UnifiedDiff.of(file, before.text(), changes.edits());
    }

    private static String line(Fix fix) {
        return switch (fix) {
            case Fix.Replace replace -> replace.at() + ": fixed: " + fix.title();
            case Fix.Declare declare -> declare.operation() + ": fixed: " + fix.title();
        };
    }
}
