package io.portolan.options;

import java.util.List;

/**
 * Everything a process can be told.
 *
 * @param capabilities files and folders to serve; none serves the files that ship with Portolan
 * @param sandbox whether every consumed namespace is answered by the built-in upstream
 * @param strict whether one file with errors stops them all
 * @param insecure whether edges may listen beyond loopback though callers are not authenticated
 */
public record PortolanOptions(
        List<String> capabilities,
        boolean sandbox,
        boolean strict,
        boolean insecure,
        RestOptions rest,
        McpOptions mcp,
        ControlOptions control,
        BusOptions bus,
        ClusterOptions cluster,
        LimitOptions limits,
        TimeoutOptions timeouts,
        LogOptions log) {

    public PortolanOptions {
        capabilities = List.copyOf(capabilities);
    }

    public static PortolanOptions defaults() {
        return new PortolanOptions(
                List.of(),
                false,
                false,
                false,
                RestOptions.defaults(),
                McpOptions.defaults(),
                ControlOptions.defaults(),
                BusOptions.defaults(),
                ClusterOptions.defaults(),
                LimitOptions.defaults(),
                TimeoutOptions.defaults(),
                LogOptions.defaults());
    }

    public PortolanOptions withCapabilities(List<String> capabilities) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withSandbox(boolean sandbox) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withStrict(boolean strict) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withInsecure(boolean insecure) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withRest(RestOptions rest) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withMcp(McpOptions mcp) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withControl(ControlOptions control) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withBus(BusOptions bus) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withCluster(ClusterOptions cluster) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withLimits(LimitOptions limits) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withTimeouts(TimeoutOptions timeouts) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }

    public PortolanOptions withLog(LogOptions log) {
        return new PortolanOptions(
                capabilities, sandbox, strict, insecure, rest, mcp, control, bus, cluster, limits, timeouts, log);
    }
}
