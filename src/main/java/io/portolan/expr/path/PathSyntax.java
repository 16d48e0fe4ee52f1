package io.portolan.expr.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a path, by the words of RFC 9535. */
final class PathSyntax {

    /**
     * One step down.
     *
     * @param descendant from every value below too
     * @param dotted a name after a dot, which may be a part of a name that holds dots
     */
    record Segment(boolean descendant, boolean dotted, List<Selector> selectors) {

        static final Segment LENGTH = new Segment(false, true, List.of(new Name("length")));

        Segment {
            selectors = List.copyOf(selectors);
        }

        boolean singular() {
            return !descendant
                    && selectors.size() == 1
                    && (selectors.get(0) instanceof Name || selectors.get(0) instanceof Index);
        }
    }

    sealed interface Selector {}

    record Name(String name) implements Selector {}

    record Index(long index) implements Selector {}

    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

    record Wildcard() implements Selector {}

    record Filter(Logical test) implements Selector {}

    sealed interface Logical {}

    record Or(List<Logical> tests) implements Logical {}

    record And(List<Logical> tests) implements Logical {}

    record Not(Logical test) implements Logical {}

    /** Something is found. */
    record Exists(Query query) implements Logical {}

    record Compare(Operand left, Operator operator, Operand right) implements Logical {}

    /** {@code match} (the whole text) and {@code search} (a part of it). */
    record Matches(Operand text, Operand pattern, boolean whole) implements Logical {}

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    sealed interface Operand {}

    record Literal(JsonNode value) implements Operand {}

    /** A path inside a filter, from the tested value ({@code @}) or the document ({@code $}). */
    record Query(boolean fromRoot, List<Segment> segments) implements Operand {

        Query {
            segments = List.copyOf(segments);
        }

        boolean singular() {
            return segments.stream().allMatch(Segment::singular);
        }
    }

    record Length(Operand of) implements Operand {}

    record Count(Query of) implements Operand {}

    /** The one value that is found. */
    record Only(Query of) implements Operand {}

    private PathSyntax() {}
}
