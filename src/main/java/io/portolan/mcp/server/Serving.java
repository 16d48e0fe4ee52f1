package io.portolan.mcp.server;

import io.portolan.bus.Invoker;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;

/**
 * What endpoints work with, the same for all of them.
 *
 * @param version of this software, for {@code serverInfo}
 */
public record Serving(PortolanOptions options, Invoker invoker, CallRecorder recorder, String version) {}
