/** Health, metrics, status and the plan in force, for operators; imports bus, http, options, plan and telemetry. */
@NullMarked
package io.portolan.control;

import org.jspecify.annotations.NullMarked;
