package io.portolan.bus;

import org.jspecify.annotations.Nullable;

/**
 * One {@code name=value} of a query, decoded.
 *
 * @param value null for a name without an equals sign
 */
public record QueryPair(String name, @Nullable String value) {}
