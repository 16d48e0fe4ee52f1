package io.portolan.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may give a flow. REST, MCP and the bus each have their own names for the same positions.
 *
 * @param all by position, as the flow's arguments are
 * @param body the parameter that is the request body; null when the flow takes none
 */
public record Parameters(List<Parameter> all, @Nullable Parameter body) {

    public Parameters {
        all = List.copyOf(all);
    }

    /** The position of the parameter with this exact name, or -1. */
    public int indexOf(String name) {
        return IntStream.range(0, all.size())
                .filter(index -> all.get(index).name().equals(name))
                .findFirst()
                .orElse(-1);
    }
}
