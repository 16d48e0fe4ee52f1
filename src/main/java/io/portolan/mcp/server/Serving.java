package io.portolan.mcp.server;

import io.portolan.bus.Invoker;
import io.portolan.bus.KeptParts;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.list.CursorKey;
import io.portolan.options.PortolanOptions;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.Vertx;

/**
 * What endpoints work with, the same for all of them.
 *
 * @param version of this software, for {@code serverInfo}
 * @param workers for what blocks
 * @param cursors signs where pages of lists begin
 * @param seals close what clients bring back
 * @param kept the rests of long answers
 * @param questions to clients that have not answered yet
 */
public record Serving(
        Vertx vertx,
        PortolanOptions options,
        Invoker invoker,
        CallRecorder recorder,
        String version,
        Workers workers,
        CursorKey cursors,
        Seals seals,
        KeptParts kept,
        Questions questions) {}
