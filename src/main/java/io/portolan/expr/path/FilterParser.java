package io.portolan.expr.path;

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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands after the question mark of a filter. */
final class FilterParser {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** Deeper than anybody writes, and shallow enough for the stack. */
    private static final int MAX_DEPTH = 50;

    private final PathText text;
    private final PathParser paths;
    private int depth;

    FilterParser(PathText text, PathParser paths) {
        this.text = text;
        this.paths = paths;
    }

    Logical parse() {
        if (++depth > MAX_DEPTH) {
            throw text.fault("nested deeper than " + MAX_DEPTH + " levels");
        }
        List<Logical> tests = new ArrayList<>();
        do {
            tests.add(and());
            text.blanks();
        } while (text.takes("||"));
        depth--;
        return tests.size() == 1 ? tests.get(0) : new Or(tests);
    }

    private Logical and() {
        List<Logical> tests = new ArrayList<>();
        do {
            tests.add(basic());
            text.blanks();
        } while (text.takes("&&"));
        return tests.size() == 1 ? tests.get(0) : new And(tests);
    }

    private Logical basic() {
        text.blanks();
        if (text.takes('!')) {
            text.blanks();
            return new Not(text.sees('(') ? parenthesised() : test());
        }
        if (text.sees('(')) {
            return parenthesised();
        }
        if (text.sees("match(") || text.sees("search(")) {
            return matches();
        }
        int start = text.at();
        Operand left = operand();
        int end = text.at();
        text.blanks();
        Operator operator = operator();
        if (operator == null) {
            text.back(end);
            if (left instanceof Query query) {
                return new Exists(query);
            }
            throw text.fault(start, "a value is no test (expected: a comparison such as @.a == 1)");
        }
        text.blanks();
        int right = text.at();
        return new Compare(one(left, start), operator, one(operand(), right));
    }

    /** What {@code !} may stand before. */
    private Logical test() {
        if (text.sees("match(") || text.sees("search(")) {
            return matches();
        }
        int start = text.at();
        if (operand() instanceof Query query) {
            return new Exists(query);
        }
        throw text.fault(start, "expected a path, match(), search() or parentheses after !");
    }

    private Logical parenthesised() {
        text.takes('(');
        Logical inside = parse();
        if (!text.takes(')')) {
            throw text.fault("expected && or || or )");
        }
        return inside;
    }

    private Operand one(Operand operand, int at) {
        if (operand instanceof Query query && !query.singular()) {
            throw text.fault(
                    at, "a path that may find several values cannot be compared (expected: names and indexes)");
        }
        return operand;
    }

    private @Nullable Operator operator() {
        if (text.takes("==")) {
            return Operator.EQUAL;
        }
        if (text.takes("!=")) {
            return Operator.NOT_EQUAL;
        }
        if (text.takes("<=")) {
            return Operator.LESS_OR_EQUAL;
        }
        if (text.takes(">=")) {
            return Operator.GREATER_OR_EQUAL;
        }
        if (text.takes('<')) {
            return Operator.LESS;
        }
        if (text.takes('>')) {
            return Operator.GREATER;
        }
        if (text.sees('=')) {
            throw text.fault("unknown operator (expected: == != < <= > >=)");
        }
        return null;
    }

    private Operand operand() {
        if (text.sees('\'') || text.sees('"')) {
            return new Literal(JsonTree.NODES.textNode(text.quoted()));
        }
        if (text.takes('@')) {
            return new Query(false, paths.inFilter());
        }
        if (text.takes('$')) {
            return new Query(true, paths.inFilter());
        }
        Operand function = function();
        return function == null ? literal() : function;
    }

    private @Nullable Operand function() {
        if (text.takes("length(")) {
            Operand of = argument();
            return close(new Length(of));
        }
        if (text.takes("count(")) {
            return close(new Count(query()));
        }
        return text.takes("value(") ? close(new Only(query())) : null;
    }

    private Operand literal() {
        for (String word : List.of("true", "false", "null")) {
            if (text.takes(word)) {
                return new Literal(JsonTree.read(word));
            }
        }
        Matcher number = NUMBER.matcher(text.rest());
        if (!number.lookingAt() || number.end() > 100) {
            throw text.fault("expected @, $, a text in quotes, a number, true, false, null or a function");
        }
        text.skip(number.end());
        return new Literal(JsonTree.read(number.group()));
    }

    private Logical matches() {
        boolean whole = text.takes("match(");
        if (!whole) {
            text.takes("search(");
        }
        Operand subject = argument();
        text.blanks();
        if (!text.takes(',')) {
            throw text.fault("expected , and a pattern");
        }
        Operand pattern = argument();
        close(pattern);
        return new Matches(subject, pattern, whole);
    }

    private Operand argument() {
        text.blanks();
        int start = text.at();
        return one(operand(), start);
    }

    private Query query() {
        text.blanks();
        int start = text.at();
        if (operand() instanceof Query query) {
            return query;
        }
        throw text.fault(start, "expected a path");
    }

    private Operand close(Operand operand) {
        text.blanks();
        if (!text.takes(')')) {
            throw text.fault("expected )");
        }
        return operand;
    }
}
