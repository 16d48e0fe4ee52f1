package io.portolan.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an exposed operation, a tool or a shared flow does. */
public sealed interface Action {

    /** Nothing but answer with what its outputs say. */
    record None() implements Action {}

    /**
     * Calls a consumed operation.
     *
     * @param operation {@code namespace.name}
     * @param with arguments by the operation's parameter name, in the file's order
     */
    record Call(String operation, Map<String, Content> with) implements Action {

        public Call {
            with = Ordered.copyOf(with);
        }
    }

    /**
     * Runs a shared flow.
     *
     * @param flow {@code namespace.name}
     * @param with arguments by the flow's input name
     */
    record Ref(String flow, Map<String, Content> with) implements Action {

        public Ref {
            with = Ordered.copyOf(with);
        }
    }

    /**
     * Does several things in order.
     *
     * @param mappings what the answer is made of; none for the answer of the last call
     */
    record Steps(List<Step> steps, List<Mapping> mappings) implements Action {

        public Steps {
            steps = List.copyOf(steps);
            mappings = List.copyOf(mappings);
        }
    }

    /**
     * One of the steps.
     *
     * @param name under which later steps read what came of it
     * @param condition a template; the step is left out unless it comes to something other than false, 0, null, nothing
     * @param forEach a path or template that gives a list; the step is done once an item, its output a list
     */
    record Step(
            String name,
            @Nullable String condition,
            @Nullable String forEach,
            Work work) {}

    /** What a step does. */
    sealed interface Work {}

    /** Calls a consumed operation. */
    record CallWork(Call call) implements Work {}

    /**
     * Finds elements in the list that an earlier step gave.
     *
     * @param index the earlier step
     * @param match the field of the elements that is compared
     * @param lookupValue what it is compared with: {@code $.step.field} or a template
     * @param outputs the fields to keep; none for all
     */
    record LookupWork(String index, String match, String lookupValue, List<String> outputs) implements Work {

        public LookupWork {
            outputs = List.copyOf(outputs);
        }
    }

    /** Makes a value of what is there: fields by name, each a path, a template or a constant. */
    record TransformWork(List<Mapping> mappings) implements Work {

        public TransformWork {
            mappings = List.copyOf(mappings);
        }
    }

    /** A kind of step that is not run, by the file's word. */
    record OtherWork(String type) implements Work {}

    /**
     * One field of an answer made of steps.
     *
     * @param target dotted path of the field; {@code targetName} in older files
     * @param value {@code $.step.a.b}, a template or a constant
     */
    record Mapping(String target, Content value) {}
}
