package io.portolan.spec.yaml;

import io.portolan.spec.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Passes a parser's events on while the text stays within bounds. It stands before the composer, which recurses: text
 * nested too deep never gets there.
 */
final class BoundedParser implements Parser {

    static final int MAX_DEPTH = 64;
    static final int MAX_ALIASES = 50;

    /** Counted as if every alias were written out; the largest known file, of 1.8 MB, holds about 150,000. */
    static final int MAX_NODES = 250_000;

    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> CORE_TAGS = Set.of(
            "!",
            CORE + "str",
            CORE + "int",
            CORE + "float",
            CORE + "bool",
            CORE + "null",
            CORE + "seq",
            CORE + "map",
            CORE + "omap",
            CORE + "timestamp");

    private final Parser parser;
    private final String file;
    private final ProblemLimit problems;
    private final Deque<Collection> collections = new ArrayDeque<>();
    private final Map<String, Extent> extents = new HashMap<>();
    private int nodes;
    private int aliases;

    /** A list or mapping whose end has not come yet. */
    private static final class Collection {

        final @Nullable String anchor;
        final int nodesBefore;
        int height = 1;

        Collection(@Nullable String anchor, int nodesBefore) {
            this.anchor = anchor;
            this.nodesBefore = nodesBefore;
        }
    }

    /** What an alias stands for: so many values, in so many levels. */
    private record Extent(int nodes, int height) {

        static final Extent SCALAR = new Extent(1, 0);
        static final Extent OPEN = new Extent(0, 0);
    }

    /** A bound was passed; its problem is the sentence to print. */
    static final class BoundException extends ParserException {

        private static final long serialVersionUID = 1L;

        BoundException(String sentence, Optional<Mark> at) {
            super(sentence, at);
        }
    }

    BoundedParser(Parser parser, String file, ProblemLimit problems) {
        this.parser = parser;
        this.file = file;
        this.problems = problems;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> enter((CollectionStartEvent) event);
            case SequenceEnd, MappingEnd -> leave();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            default -> {}
        }
        return event;
    }

    private void enter(CollectionStartEvent event) {
        String anchor = event.getAnchor().map(Anchor::getValue).orElse(null);
        collections.push(new Collection(anchor, nodes));
        checkDepth(0, event);
        count(1, event);
        checkTag(event.getTag(), event);
        if (anchor != null) {
            extents.put(anchor, Extent.OPEN);
        }
    }

    private void leave() {
        Collection collection = collections.pop();
        if (collection.anchor != null) {
            extents.put(collection.anchor, new Extent(nodes - collection.nodesBefore, collection.height));
        }
        raise(collection.height);
    }

    private void scalar(ScalarEvent event) {
        count(1, event);
        checkTag(event.getTag(), event);
        event.getAnchor().ifPresent(anchor -> extents.put(anchor.getValue(), Extent.SCALAR));
    }

    private void alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        if (++aliases > MAX_ALIASES) {
            throw new BoundException("too many aliases (expected: at most " + MAX_ALIASES + ")", event.getStartMark());
        }
        Extent extent = extents.getOrDefault(name, Extent.SCALAR);
        if (extent.equals(Extent.OPEN)) {
            throw new BoundException(
                    "alias " + Problem.quoted("*" + name) + " stands inside what it names (expected: an alias of"
                            + " something before it)",
                    event.getStartMark());
        }
        checkDepth(extent.height(), event);
        count(extent.nodes(), event);
        raise(extent.height());
    }

    /** The innermost open collection holds something of that height. */
    private void raise(int height) {
        Collection around = collections.peek();
        if (around != null) {
            around.height = Math.max(around.height, height + 1);
        }
    }

    private void checkDepth(int height, Event event) {
        if (collections.size() + height > MAX_DEPTH) {
            throw new BoundException(
                    "nested too deep (expected: at most " + MAX_DEPTH + " levels)", event.getStartMark());
        }
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new BoundException(
                    "too many values, those behind aliases included (expected: at most " + MAX_NODES + ")",
                    event.getStartMark());
        }
    }

    private void checkTag(Optional<String> tag, Event event) {
        if (tag.isPresent() && !CORE_TAGS.contains(tag.get())) {
            String shown = tag.get().startsWith(CORE) ? "!!" + tag.get().substring(CORE.length()) : tag.get();
            problems.add(new Problem(
                    Problem.Severity.ERROR,
                    YamlSource.position(file, event.getStartMark()),
                    "",
                    "tag " + Problem.quoted(shown) + " is not supported (expected: no tag, or one of !!str, !!int,"
                            + " !!float, !!bool, !!null, !!seq, !!map)"));
        }
    }
}
