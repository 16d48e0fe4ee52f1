package io.portolan.compile;

import io.portolan.plan.Guard;
import org.jspecify.annotations.Nullable;

/**
 * An adapter while it is compiled.
 *
 * @param namespace as the file names it
 * @param name as the process does
 * @param flows the namespace of its flows of several steps
 * @param guard what callers have to show; null when everybody may call
 * @param calls its calls
 */
record Adapter(
        String namespace,
        String name,
        String flows,
        @Nullable Guard guard,
        Calls calls) {}
