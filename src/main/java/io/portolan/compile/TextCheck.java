package io.portolan.compile;

import io.portolan.expr.TextPattern;
import io.portolan.spec.Action;
import io.portolan.spec.Aggregate;
import io.portolan.spec.CapabilitySpec;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the texts of a document that mean less than they seem to: patterns that nothing is checked against, and
 * variables that no bind declares. Everything is served all the same.
 */
final class TextCheck {

    private final Variables variables;
    private final ProblemLog log;

    TextCheck(Variables variables, ProblemLog log) {
        this.variables = variables;
        this.log = log;
    }

    void check(CapabilitySpec capability) {
        for (int index = 0; index < capability.consumes().size(); index++) {
            consumed(capability.consumes().get(index), "capability.consumes[" + index + "]");
        }
        for (int index = 0; index < capability.exposes().size(); index++) {
            exposed(capability.exposes().get(index), "capability.exposes[" + index + "]");
        }
        for (int index = 0; index < capability.aggregates().size(); index++) {
            shared(capability.aggregates().get(index), "capability.aggregates[" + index + "]");
        }
    }

    private void consumed(Consumes section, String where) {
        parameters(section.inputParameters(), where);
        for (int index = 0; index < section.resources().size(); index++) {
            Consumes.Resource resource = section.resources().get(index);
            String there = where + ".resources[" + index + "]";
            parameters(resource.inputParameters(), there);
            for (int place = 0; place < resource.operations().size(); place++) {
                parameters(resource.operations().get(place).inputParameters(), there + ".operations[" + place + "]");
            }
        }
    }

    private void exposed(Exposes section, String where) {
        switch (section) {
            case Exposes.Rest rest -> {
                inputs(rest.inputParameters(), where);
                for (int index = 0; index < rest.resources().size(); index++) {
                    resource(rest.resources().get(index), where + ".resources[" + index + "]");
                }
            }
            case Exposes.Mcp mcp -> {
                for (int index = 0; index < mcp.tools().size(); index++) {
                    Exposes.Tool tool = mcp.tools().get(index);
                    unit(tool.inputParameters(), tool.action(), where + ".tools[" + index + "]");
                }
                for (int index = 0; index < mcp.resources().size(); index++) {
                    unit(List.of(), mcp.resources().get(index).action(), where + ".resources[" + index + "]");
                }
            }
            case Exposes.Skills skills -> {}
            case Exposes.Control control -> {}
            case Exposes.Other other -> {}
        }
    }

    private void resource(Exposes.Resource resource, String where) {
        inputs(resource.inputParameters(), where);
        for (int index = 0; index < resource.operations().size(); index++) {
            Exposes.Operation operation = resource.operations().get(index);
            unit(operation.inputParameters(), operation.action(), where + ".operations[" + index + "]");
        }
    }

    private void shared(Aggregate aggregate, String where) {
        for (int index = 0; index < aggregate.functions().size(); index++) {
            Aggregate.Function function = aggregate.functions().get(index);
            unit(function.inputParameters(), function.action(), where + ".functions[" + index + "]");
        }
    }

    private void unit(List<Exposes.Input> inputs, Action action, String where) {
        inputs(inputs, where);
        switch (action) {
            case Action.Call call -> with(call.with(), where);
            case Action.Ref ref -> with(ref.with(), where);
            case Action.Steps steps -> {
                for (int index = 0; index < steps.steps().size(); index++) {
                    if (steps.steps().get(index).work() instanceof Action.CallWork work) {
                        with(work.call().with(), where + ".steps[" + index + "]");
                    }
                }
            }
            case Action.None none -> {}
        }
    }

    private void parameters(List<Consumes.Parameter> parameters, String where) {
        for (int index = 0; index < parameters.size(); index++) {
            value(parameters.get(index).value(), where + ".inputParameters[" + index + "].value");
        }
    }

    private void inputs(List<Exposes.Input> inputs, String where) {
        for (int index = 0; index < inputs.size(); index++) {
            String there = where + ".inputParameters[" + index + "]";
            value(inputs.get(index).value(), there + ".value");
            pattern(inputs.get(index).pattern(), there + ".pattern");
        }
    }

    private void with(Map<String, Content> with, String where) {
        with.forEach((name, content) -> value(content, where + ".with." + name));
    }

    private void value(@Nullable Content content, String where) {
        if (content != null) {
            for (String name : new TreeSet<>(Contents.names(content))) {
                if (variables.unbound(name)) {
                    log.warning(where, Variables.undeclared(name));
                }
            }
        }
    }

    private void pattern(@Nullable String pattern, String where) {
        if (pattern == null) {
            return;
        }
        String fault = TextPattern.fault(pattern);
        if (fault != null) {
            log.warning(
                    where,
                    Problem.quoted(pattern) + " " + fault
                            + ", so that texts are not checked against it (expected: a regular expression of at most "
                            + TextPattern.MAX_PATTERN + " characters)");
        }
    }
}
