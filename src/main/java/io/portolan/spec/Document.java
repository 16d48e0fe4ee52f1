package io.portolan.spec;

import java.util.List;
import java.util.Objects;

/**
 * One file as it was read: what could be understood, where it stands, and what is wrong with it. A document with
 * errors is read as far as possible, so that every problem is found at once.
 *
 * @param file as it was named
 * @param marked whether the file says that it is a capability; other files in a folder are none of ours
 */
public record Document(
        String file, boolean marked, CapabilitySpec capability, SourceMap source, List<Problem> problems) {

    public Document {
        problems = List.copyOf(problems);
    }

    public boolean sound() {
        return problems.stream().noneMatch(Problem::error);
    }

    /**
     * The files that sections are imported from, relative to the folder of this one, without detours: what {@link
     * ImportResolver} will ask for.
     */
    public List<String> imports() {
        return capability.imports().stream()
                .map(imported -> ImportPath.normal(imported.from()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
