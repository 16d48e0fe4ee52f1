package io.portolan.upstream;

import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;

/** Texts of the settings, filled with variables. */
record VariableTexts(Bindings bindings) {

    /** @throws Failure naming the first variable that has no value */
    String text(Template template) {
        String text = template.render(Scope.ofVariables(bindings::value));
        if (text != null) {
            return text;
        }
        for (String variable : template.variables()) {
            if (bindings.value(variable) == null) {
                throw Refusals.unset(variable, bindings);
            }
        }
        throw new IllegalStateException("a text of the settings that needs an input");
    }
}
