/** Health, metrics and the plan in force, for operators; imports http, options and telemetry. */
@NullMarked
package io.portolan.control;

import org.jspecify.annotations.NullMarked;
