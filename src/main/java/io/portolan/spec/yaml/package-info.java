/** YAML with places: nodes within bounds, and mappings that are read key by key. */
@NullMarked
package io.portolan.spec.yaml;

import org.jspecify.annotations.NullMarked;
