package io.portolan.consumer;

import io.portolan.binding.Bindings;
import io.portolan.expr.Expression;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.upstream.Refusals;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions where a variable without a value is a failure, and an argument without one is none. */
final class Expressions {

    private Expressions() {}

    /**
     * The value; null when an argument it needs was not given.
     *
     * @throws io.portolan.bus.Failure naming a variable without a value
     */
    static @Nullable Value value(Expression expression, Scope scope, Bindings bindings) {
        Value value = expression.value(scope);
        // A text is only without a value when something in it is; a structure leaves out what is missing.
        if (value == null || !(expression instanceof Template)) {
            require(expression, bindings);
        }
        return value;
    }

    /** @throws io.portolan.bus.Failure naming a variable without a value */
    static void require(Expression expression, Bindings bindings) {
        for (String variable : expression.variables()) {
            if (bindings.value(variable) == null) {
                throw Refusals.unset(variable, bindings);
            }
        }
    }
}
