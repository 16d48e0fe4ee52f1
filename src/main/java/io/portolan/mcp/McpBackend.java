package io.portolan.mcp;

import io.portolan.bus.Invoker;
import io.portolan.http.Callers;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;

/**
 * What stands behind the MCP edge, the same for all its ports.
 *
 * @param callers by which those are checked who call what a guard stands before
 * @param version of this software, for {@code serverInfo}
 */
public record McpBackend(
        PortolanOptions options, Invoker invoker, CallRecorder recorder, Callers callers, String version) {}
