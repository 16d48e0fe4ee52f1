package io.portolan.expr.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.path.PathSyntax.And;
import io.portolan.expr.path.PathSyntax.Compare;
import io.portolan.expr.path.PathSyntax.Count;
import io.portolan.expr.path.PathSyntax.Exists;
import io.portolan.expr.path.PathSyntax.Length;
import io.portolan.expr.path.PathSyntax.Literal;
import io.portolan.expr.path.PathSyntax.Logical;
import io.portolan.expr.path.PathSyntax.Matches;
import io.portolan.expr.path.PathSyntax.Not;
import io.portolan.expr.path.PathSyntax.Only;
import io.portolan.expr.path.PathSyntax.Operand;
import io.portolan.expr.path.PathSyntax.Operator;
import io.portolan.expr.path.PathSyntax.Or;
import io.portolan.expr.path.PathSyntax.Query;
import io.portolan.format.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a filter holds for a value; RFC 9535 2.3.5. */
final class FilterTest {

    private final PathWalk walk;
    private final Patterns patterns;

    FilterTest(PathWalk walk) {
        this.walk = walk;
        this.patterns = new Patterns(walk);
    }

    boolean holds(Logical test, JsonNode current) {
        return switch (test) {
            case Or or -> or.tests().stream().anyMatch(each -> holds(each, current));
            case And and -> and.tests().stream().allMatch(each -> holds(each, current));
            case Not not -> !holds(not.test(), current);
            case Exists exists -> !nodes(exists.query(), current).isEmpty();
            case Compare compare ->
                compare(value(compare.left(), current), compare.operator(), value(compare.right(), current));
            case Matches matches -> {
                JsonNode text = value(matches.text(), current);
                JsonNode pattern = value(matches.pattern(), current);
                yield text != null
                        && pattern != null
                        && text.isTextual()
                        && pattern.isTextual()
                        && patterns.match(pattern.textValue(), text.textValue(), matches.whole());
            }
        };
    }

    private List<JsonNode> nodes(Query query, JsonNode current) {
        return walk.nodes(query.segments(), query.fromRoot() ? walk.root() : current);
    }

    /** The value, or null for RFC 9535's Nothing. */
    private @Nullable JsonNode value(Operand operand, JsonNode current) {
        return switch (operand) {
            case Literal literal -> literal.value();
            case Query query -> only(nodes(query, current));
            case Only only -> only(nodes(only.of(), current));
            case Count count ->
                JsonTree.NODES.numberNode(nodes(count.of(), current).size());
            case Length length -> {
                JsonNode of = value(length.of(), current);
                yield of == null ? null : Functions.length(of);
            }
        };
    }

    private static @Nullable JsonNode only(List<JsonNode> nodes) {
        return nodes.size() == 1 ? nodes.get(0) : null;
    }

    private boolean compare(@Nullable JsonNode left, Operator operator, @Nullable JsonNode right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> !equal(left, right);
            case LESS -> less(left, right);
            case GREATER -> less(right, left);
            case LESS_OR_EQUAL -> less(left, right) || equal(left, right);
            case GREATER_OR_EQUAL -> less(right, left) || equal(left, right);
        };
    }

    private boolean equal(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left.isContainerNode()) {
            walk.look(left.size());
        }
        return left.equals(FilterTest::order, right);
    }

    /** Numbers are equal by value, however they are spelled. */
    private static int order(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    }

    private static boolean less(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) < 0;
        }
        return left.isTextual() && right.isTextual() && Functions.before(left.textValue(), right.textValue());
    }
}
