package io.portolan.expr.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.path.PathSyntax.Filter;
import io.portolan.expr.path.PathSyntax.Index;
import io.portolan.expr.path.PathSyntax.Name;
import io.portolan.expr.path.PathSyntax.Segment;
import io.portolan.expr.path.PathSyntax.Selector;
import io.portolan.expr.path.PathSyntax.Slice;
import io.portolan.expr.path.PathSyntax.Wildcard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path, which counts the values it looks at. */
final class PathWalk {

    /** Every path that reads a large answer once stays below; chains of {@code ..} do not. */
    private static final long LIMIT = 10_000_000;

    private final JsonNode root;
    private final String path;
    private final FilterTest filters = new FilterTest(this);
    private long looked;

    PathWalk(JsonNode root, String path) {
        this.root = root;
        this.path = path;
    }

    JsonNode root() {
        return root;
    }

    void look(long values) {
        looked += values;
        if (looked > LIMIT) {
            throw new PathLimitException(path, LIMIT);
        }
    }

    /** All that the segments lead to from here. */
    List<JsonNode> nodes(List<Segment> segments, JsonNode start) {
        List<JsonNode> current = List.of(start);
        for (Segment segment : segments) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : current) {
                if (segment.descendant()) {
                    descend(segment, node, next);
                } else {
                    select(segment, node, next);
                }
            }
            current = next;
        }
        return current;
    }

    /**
     * The one value that names and indexes lead to. Where a name is not there, it and those after it are taken as one
     * name that holds dots, such as {@code odata.count}: the longest that exists.
     */
    @Nullable
    JsonNode definite(List<Segment> segments, JsonNode node) {
        if (segments.isEmpty()) {
            return node;
        }
        look(1);
        Segment first = segments.get(0);
        JsonNode next = child(first.selectors().get(0), node);
        if (next != null) {
            JsonNode found = definite(segments.subList(1, segments.size()), next);
            if (found != null) {
                return found;
            }
        }
        return first.dotted() && node.isObject() ? dotted(segments, node) : null;
    }

    private @Nullable JsonNode dotted(List<Segment> segments, JsonNode node) {
        int end = 1;
        while (end < segments.size() && segments.get(end).dotted()) {
            end++;
        }
        for (; end > 1; end--) {
            List<String> names = segments.subList(0, end).stream()
                    .map(segment -> ((Name) segment.selectors().get(0)).name())
                    .toList();
            JsonNode member = node.get(String.join(".", names));
            JsonNode found = member == null ? null : definite(segments.subList(end, segments.size()), member);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode child(Selector selector, JsonNode node) {
        return switch (selector) {
            case Name name -> node.isObject() ? node.get(name.name()) : null;
            case Index index -> element(node, index.index());
            case Slice ignored -> throw new IllegalStateException("not singular");
            case Wildcard ignored -> throw new IllegalStateException("not singular");
            case Filter ignored -> throw new IllegalStateException("not singular");
        };
    }

    private static @Nullable JsonNode element(JsonNode node, long index) {
        long at = index < 0 ? node.size() + index : index;
        return node.isArray() && at >= 0 && at < node.size() ? node.get((int) at) : null;
    }

    private void descend(Segment segment, JsonNode node, List<JsonNode> found) {
        select(segment, node, found);
        for (JsonNode child : node) {
            look(1);
            descend(segment, child, found);
        }
    }

    private void select(Segment segment, JsonNode node, List<JsonNode> found) {
        for (Selector selector : segment.selectors()) {
            look(1);
            switch (selector) {
                case Name ignored -> add(child(selector, node), found);
                case Index ignored -> add(child(selector, node), found);
                case Wildcard ignored -> {
                    look(node.size());
                    node.forEach(found::add);
                }
                case Slice slice -> slice(slice, node, found);
                case Filter filter -> {
                    for (JsonNode child : node) {
                        look(1);
                        if (filters.holds(filter.test(), child)) {
                            found.add(child);
                        }
                    }
                }
            }
        }
    }

    private static void add(@Nullable JsonNode node, List<JsonNode> found) {
        if (node != null) {
            found.add(node);
        }
    }

    /** RFC 9535 2.3.4.2.2. */
    private void slice(Slice slice, JsonNode node, List<JsonNode> found) {
        long size = node.size();
        long step = slice.step();
        if (!node.isArray() || step == 0) {
            return;
        }
        boolean forward = step > 0;
        long start = slice.start() == null ? (forward ? 0 : size - 1) : fromFront(slice.start(), size);
        long end = slice.end() == null ? (forward ? size : -1) : fromFront(slice.end(), size);
        long lower = forward ? clamp(start, 0, size) : clamp(end, -1, size - 1);
        long upper = forward ? clamp(end, 0, size) : clamp(start, -1, size - 1);
        for (long at = forward ? lower : upper; forward ? at < upper : at > lower; at += step) {
            look(1);
            found.add(node.get((int) at));
        }
    }

    private static long fromFront(long index, long size) {
        return index < 0 ? size + index : index;
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
