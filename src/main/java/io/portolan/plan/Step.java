package io.portolan.plan;

import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.path.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing a flow does. */
public sealed interface Step {

    /**
     * Sends an upstream request: all that the flow of one operation does.
     *
     * @param arguments one for each of the operation's parameters; holes are positions in the flow's parameters, null
     *     sends nothing, or what the file fixes
     * @param body what the operation's body is instead of the caller's; null for the caller's
     */
    record Call(
            UpstreamOperation operation,
            List<@Nullable Expression> arguments,
            @Nullable Expression body) implements Step {

        public Call {
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        }

        /** Whether the caller's body becomes the request's. */
        public boolean forwardsBody() {
            return body == null && operation.forwardsBody();
        }
    }

    /**
     * Runs the flow of an operation, wherever its consumer is, and keeps its answer for later steps.
     *
     * @param arguments one for each of the flow's parameters
     * @param body null to send none
     * @param projection what else later steps read of the answer, by name
     */
    record Invoke(
            String name,
            Turns turns,
            Flow flow,
            List<@Nullable Expression> arguments,
            @Nullable Expression body,
            Map<String, JsonPath> projection)
            implements Step {

        public Invoke {
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
            projection = Collections.unmodifiableMap(new LinkedHashMap<>(projection));
        }
    }

    /**
     * Finds elements of the list that an earlier step gave.
     *
     * @param index the earlier step
     * @param field of the elements that is compared
     * @param value what it is compared with; of a list one element is found for each item
     * @param outputs the fields to keep; none for all
     */
    record Lookup(String name, Turns turns, String index, String field, Expression value, List<String> outputs)
            implements Step {

        public Lookup {
            outputs = List.copyOf(outputs);
        }
    }

    /** Makes a value of what is there. */
    record Transform(String name, Turns turns, JsonTemplate value) implements Step {}

    /**
     * Whether, and how often, a step is done.
     *
     * @param condition null for always
     * @param each what gives the list for whose items the step is done, one after another; null for once
     */
    record Turns(@Nullable Condition condition, @Nullable Expression each) {

        /** Once, and always. */
        public static final Turns ONCE = new Turns(null, null);
    }

    /**
     * What has to hold for a step to be done.
     *
     * @param comparison {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}; null when the left side
     *     alone decides by being something other than false, 0, null, empty or missing
     */
    record Condition(
            Expression left,
            @Nullable String comparison,
            @Nullable Expression right) {}
}
