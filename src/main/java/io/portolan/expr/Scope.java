package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link Template} may read while it is rendered. */
public interface Scope {

    /** One in which there is nothing but variables. */
    static Scope ofVariables(Function<String, @Nullable String> values) {
        return new Scope() {

            @Override
            public @Nullable Value input(int index) {
                return null;
            }

            @Override
            public @Nullable String variable(String name) {
                return values.apply(name);
            }
        };
    }

    /** The argument at this position of the flow's parameters; null when the caller gave none. */
    @Nullable
    Value input(int index);

    /** The value bound to a variable of the file; null when nothing is bound. */
    @Nullable
    String variable(String name);

    /** What came of an earlier step; null when it gave nothing, was left out, or there are no steps. */
    default @Nullable JsonNode step(String name) {
        return null;
    }
}
