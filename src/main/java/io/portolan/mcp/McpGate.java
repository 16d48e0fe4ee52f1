package io.portolan.mcp;

import io.portolan.http.CallerCheck;
import io.portolan.mcp.server.McpMethods;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpTool;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Decides which tools of an endpoint a caller sees: the open ones, and those whose credential it shows. */
final class McpGate {

    /** So many mixtures of credentials are kept ready; each holds the list of the tools it opens. */
    private static final int MOST_VIEWS = 64;

    private final McpEndpoint endpoint;
    private final McpBackend backend;
    private final Map<String, CallerCheck> checkOfTool = new HashMap<>();
    private final Set<CallerCheck> checks = new LinkedHashSet<>();
    private final boolean open;
    private final McpMethods everything;
    private final Map<Set<CallerCheck>, McpMethods> views = new ConcurrentHashMap<>();

    McpGate(McpEndpoint endpoint, McpBackend backend) {
        this.endpoint = endpoint;
        this.backend = backend;
        endpoint.tools().forEach((name, tool) -> {
            CallerCheck check = backend.callers().check(tool.guard());
            if (check != null) {
                checkOfTool.put(name, check);
                checks.add(check);
            }
        });
        open = checkOfTool.isEmpty() || checkOfTool.size() < endpoint.tools().size();
        everything = methods(endpoint);
    }

    /** What the caller may do; null when that is nothing, and then it has been told why. */
    @Nullable
    McpMethods admit(RoutingContext context) {
        if (checks.isEmpty()) {
            return everything;
        }
        Set<CallerCheck> passed = passed(context.request());
        if (passed.isEmpty() && !open) {
            CallerCheck.refuse(context, checks);
            return null;
        }
        return passed.size() == checks.size() ? everything : view(passed);
    }

    private Set<CallerCheck> passed(HttpServerRequest request) {
        Set<CallerCheck> passed = new LinkedHashSet<>();
        for (CallerCheck check : checks) {
            if (check.accepts(request)) {
                passed.add(check);
            }
        }
        return passed;
    }

    private McpMethods view(Set<CallerCheck> passed) {
        McpMethods known = views.get(passed);
        if (known != null) {
            return known;
        }
        SortedMap<String, McpTool> tools = new TreeMap<>(endpoint.tools());
        tools.keySet().removeIf(name -> {
            CallerCheck check = checkOfTool.get(name);
            return check != null && !passed.contains(check);
        });
        McpMethods made = methods(new McpEndpoint(endpoint.path(), endpoint.name(), endpoint.instructions(), tools));
        if (views.size() < MOST_VIEWS) {
            views.put(passed, made);
        }
        return made;
    }

    private McpMethods methods(McpEndpoint view) {
        return new McpMethods(view, !checks.isEmpty(), backend.serving());
    }
}
