package io.portolan.expr.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.portolan.expr.path.PathSyntax.Name;
import io.portolan.expr.path.PathSyntax.Segment;
import io.portolan.format.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath (RFC 9535), compiled once, with what capability files write besides: {@code $.} for the whole document,
 * names with spaces and dashes after a dot, a missing {@code $}, member names that hold dots, and {@code .length()}.
 */
public final class JsonPath {

    private final String text;
    private final List<Segment> segments;
    private final boolean length;

    JsonPath(String text, List<Segment> segments, boolean length) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.length = length;
    }

    /**
     * The path that this text spells.
     *
     * @throws PathSyntaxException when it spells none
     */
    public static JsonPath parse(String text) {
        return new PathParser(text).parse();
    }

    /** As the file wrote it, but for a {@code $} where it left that out. */
    public String text() {
        return text;
    }

    /** Whether it leads to one value at most. */
    public boolean isDefinite() {
        return segments.stream().allMatch(Segment::singular);
    }

    /** The last name of a path that ends with one, for an output that has no name of its own; null for others. */
    public @Nullable String lastName() {
        if (segments.isEmpty() || length) {
            return null;
        }
        Segment last = segments.get(segments.size() - 1);
        return last.selectors().size() == 1 && last.selectors().get(0) instanceof Name name ? name.name() : null;
    }

    /**
     * What the path leads to: for a definite path the value or null, for any other an array of all it finds.
     *
     * @throws PathLimitException when it would look at too many values
     */
    public @Nullable JsonNode select(JsonNode root) {
        PathWalk walk = new PathWalk(root, text);
        if (!isDefinite()) {
            ArrayNode found = JsonTree.NODES.arrayNode().addAll(walk.nodes(segments, root));
            return length ? JsonTree.NODES.numberNode(found.size()) : found;
        }
        JsonNode found = walk.definite(segments, root);
        if (length) {
            return found == null ? null : Functions.length(found);
        }
        return found == null ? lengthOfList(walk, root) : found;
    }

    /** All values the path leads to, in the order of RFC 9535. */
    public List<JsonNode> nodes(JsonNode root) {
        return new PathWalk(root, text).nodes(segments, root);
    }

    /** Older files write {@code .length} for the number of elements; a list has no members, so nothing else is meant. */
    private @Nullable JsonNode lengthOfList(PathWalk walk, JsonNode root) {
        if (segments.isEmpty() || !segments.get(segments.size() - 1).equals(Segment.LENGTH)) {
            return null;
        }
        JsonNode list = walk.definite(segments.subList(0, segments.size() - 1), root);
        return list != null && list.isArray() ? JsonTree.NODES.numberNode(list.size()) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
