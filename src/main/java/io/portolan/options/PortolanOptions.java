package io.portolan.options;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything a process can be told.
 *
 * @param capabilities files and folders to serve; none serves the files that ship with Portolan
 * @param sandbox whether every consumed namespace is answered by the built-in upstream
 * @param strict whether one error, in whatever file, is enough to serve nothing
 * @param insecure whether edges may listen beyond loopback though callers are not authenticated
 * @param roles what this node does; at least one
 * @param upstreams what differs from the files, by patterns of consumed namespaces
 */
public record PortolanOptions(
        List<String> capabilities,
        boolean sandbox,
        boolean strict,
        boolean insecure,
        Set<Role> roles,
        RestOptions rest,
        McpOptions mcp,
        ControlOptions control,
        BusOptions bus,
        ClusterOptions cluster,
        LimitOptions limits,
        TimeoutOptions timeouts,
        StreamOptions streams,
        List<UpstreamOptions> upstreams,
        ReloadOptions reload,
        LogOptions log) {

    public PortolanOptions {
        capabilities = List.copyOf(capabilities);
        upstreams = List.copyOf(upstreams);
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: [] (expected: edge, consumer or both)");
        }
    }

    public static PortolanOptions defaults() {
        return new PortolanOptions(
                List.of(),
                false,
                false,
                false,
                EnumSet.allOf(Role.class),
                RestOptions.defaults(),
                McpOptions.defaults(),
                ControlOptions.defaults(),
                BusOptions.defaults(),
                ClusterOptions.defaults(),
                LimitOptions.defaults(),
                TimeoutOptions.defaults(),
                StreamOptions.defaults(),
                List.of(),
                ReloadOptions.defaults(),
                LogOptions.defaults());
    }

    public PortolanOptions withCapabilities(List<String> capabilities) {
        return with(draft -> draft.capabilities = capabilities);
    }

    public PortolanOptions withSandbox(boolean sandbox) {
        return with(draft -> draft.sandbox = sandbox);
    }

    public PortolanOptions withStrict(boolean strict) {
        return with(draft -> draft.strict = strict);
    }

    public PortolanOptions withInsecure(boolean insecure) {
        return with(draft -> draft.insecure = insecure);
    }

    public PortolanOptions withRoles(Set<Role> roles) {
        return with(draft -> draft.roles = roles);
    }

    public PortolanOptions withRest(RestOptions rest) {
        return with(draft -> draft.rest = rest);
    }

    public PortolanOptions withMcp(McpOptions mcp) {
        return with(draft -> draft.mcp = mcp);
    }

    public PortolanOptions withControl(ControlOptions control) {
        return with(draft -> draft.control = control);
    }

    public PortolanOptions withBus(BusOptions bus) {
        return with(draft -> draft.bus = bus);
    }

    public PortolanOptions withCluster(ClusterOptions cluster) {
        return with(draft -> draft.cluster = cluster);
    }

    public PortolanOptions withLimits(LimitOptions limits) {
        return with(draft -> draft.limits = limits);
    }

    public PortolanOptions withTimeouts(TimeoutOptions timeouts) {
        return with(draft -> draft.timeouts = timeouts);
    }

    public PortolanOptions withStreams(StreamOptions streams) {
        return with(draft -> draft.streams = streams);
    }

    public PortolanOptions withUpstreams(List<UpstreamOptions> upstreams) {
        return with(draft -> draft.upstreams = upstreams);
    }

    public PortolanOptions withReload(ReloadOptions reload) {
        return with(draft -> draft.reload = reload);
    }

    public PortolanOptions withLog(LogOptions log) {
        return with(draft -> draft.log = log);
    }

    private PortolanOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The same options, while one of them is changed. */
    private static final class Draft {

        private List<String> capabilities;
        private boolean sandbox;
        private boolean strict;
        private boolean insecure;
        private Set<Role> roles;
        private RestOptions rest;
        private McpOptions mcp;
        private ControlOptions control;
        private BusOptions bus;
        private ClusterOptions cluster;
        private LimitOptions limits;
        private TimeoutOptions timeouts;
        private StreamOptions streams;
        private List<UpstreamOptions> upstreams;
        private ReloadOptions reload;
        private LogOptions log;

        Draft(PortolanOptions options) {
            capabilities = options.capabilities;
            sandbox = options.sandbox;
            strict = options.strict;
            insecure = options.insecure;
            roles = options.roles;
            rest = options.rest;
            mcp = options.mcp;
            control = options.control;
            bus = options.bus;
            cluster = options.cluster;
            limits = options.limits;
            timeouts = options.timeouts;
            streams = options.streams;
            upstreams = options.upstreams;
            reload = options.reload;
            log = options.log;
        }

        PortolanOptions options() {
            return new PortolanOptions(
                    capabilities,
                    sandbox,
                    strict,
                    insecure,
                    roles,
                    rest,
                    mcp,
                    control,
                    bus,
                    cluster,
                    limits,
                    timeouts,
                    streams,
                    upstreams,
                    reload,
                    log);
        }
    }
}
