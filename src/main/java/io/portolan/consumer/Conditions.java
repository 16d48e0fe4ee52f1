package io.portolan.consumer;

import io.portolan.expr.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whether the condition of a step holds. */
final class Conditions {

    /** What is longer is compared as text: reading digits takes time by the square of their number. */
    private static final int MAX_NUMBER = 1000;

    private Conditions() {}

    /** @param comparison null when the left side alone decides */
    static boolean hold(@Nullable Value left, @Nullable String comparison, @Nullable Value right) {
        String one = left == null ? "" : left.text();
        String other = right == null ? "" : right.text();
        return switch (comparison) {
            case null -> truth(one);
            case "==" -> equal(one, other);
            case "!=" -> !equal(one, other);
            case "<" -> compared(one, other) < 0;
            case "<=" -> compared(one, other) <= 0;
            case ">" -> compared(one, other) > 0;
            case ">=" -> compared(one, other) >= 0;
            default -> throw new IllegalStateException("comparison " + comparison);
        };
    }

    private static boolean truth(String text) {
        return switch (text.trim()) {
            case "", "false", "0", "null", "[]", "{}" -> false;
            default -> true;
        };
    }

    private static boolean equal(String one, String other) {
        BigDecimal left = number(one);
        BigDecimal right = number(other);
        return (left != null && right != null) ? left.compareTo(right) == 0 : one.equals(other);
    }

    private static int compared(String one, String other) {
        BigDecimal left = number(one);
        BigDecimal right = number(other);
        return (left != null && right != null) ? left.compareTo(right) : one.compareTo(other);
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > MAX_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
