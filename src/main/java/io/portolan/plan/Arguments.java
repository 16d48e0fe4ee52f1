package io.portolan.plan;

import io.portolan.expr.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of a caller's inputs. */
public sealed interface Arguments {

    /** They fit: one value for each of the flow's parameters, null where the caller gave none. */
    record Bound(List<@Nullable Value> values) implements Arguments {

        public Bound {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** They do not; every fault found, in the order found. */
    record Refused(List<InputFault> faults) implements Arguments {

        public Refused {
            faults = List.copyOf(faults);
        }

        /** All faults in one line. */
        public String detail() {
            return faults.stream().map(InputFault::toString).collect(Collectors.joining("; "));
        }
    }
}
