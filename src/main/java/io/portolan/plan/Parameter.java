package io.portolan.plan;

import io.portolan.expr.ValueType;
import org.jspecify.annotations.Nullable;

/** One input of a flow as one of its callers names it. */
public record Parameter(
        String name,
        ValueType type,
        boolean required,
        @Nullable String description) {}
