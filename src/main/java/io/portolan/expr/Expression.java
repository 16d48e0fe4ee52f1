package io.portolan.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says a value is: text with holes, or a structure of such texts. */
public sealed interface Expression permits Template, JsonTemplate {

    /** The value; null when something it needs is missing. */
    @Nullable
    Value value(Scope scope);

    /** The variables it reads, each once. */
    List<String> variables();
}
