package io.portolan.rest;

import io.portolan.bus.Invoker;
import io.portolan.http.Callers;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;

/**
 * What stands behind the REST edge, the same for all its ports.
 *
 * @param callers by which those are checked who call what a guard stands before
 */
public record RestBackend(Invoker invoker, CallRecorder recorder, PortolanOptions options, Callers callers) {}
