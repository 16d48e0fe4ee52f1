package io.portolan.spec;

import java.util.List;

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
}
