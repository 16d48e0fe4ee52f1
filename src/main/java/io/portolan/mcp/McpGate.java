package io.portolan.mcp;

import io.portolan.auth.Verifier;
import io.portolan.http.CallerCheck;
import io.portolan.mcp.server.McpMethods;
import io.portolan.plan.Guard;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPart;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of an endpoint a caller sees: what is open, what its credential opens, and of the tools those that the
 * query asks for, as in {@code /mcp?tools=a,b}.
 */
final class McpGate implements McpExchange.Gate {

    /** So many mixtures of credentials and filters are kept ready, the ones used last. */
    private static final int MOST_VIEWS = 64;

    private static final String FILTER = "tools";

    private final McpEndpoint endpoint;
    private final McpBackend backend;
    private final Set<CallerCheck> checks = new LinkedHashSet<>();
    private final boolean open;
    private final McpMethods everything;
    private final Views views = new Views();

    /**
     * What somebody sees.
     *
     * @param passed the checks
     * @param tools the filter; null without one
     */
    private record View(Set<CallerCheck> passed, @Nullable Set<String> tools) {}

    McpGate(McpEndpoint endpoint, McpBackend backend) {
        this.endpoint = endpoint;
        this.backend = backend;
        List<@Nullable Guard> guards =
                endpoint.parts().<@Nullable Guard>map(McpPart::guard).toList();
        boolean unguarded = guards.isEmpty();
        for (Guard guard : guards) {
            CallerCheck check = backend.callers().check(guard);
            unguarded |= check == null;
            if (check != null) {
                checks.add(check);
            }
        }
        open = unguarded;
        everything = new McpMethods(endpoint, !checks.isEmpty(), backend.serving());
    }

    /**
     * Somebody at the gate, for one request or as long as it listens.
     *
     * @param tools of the query, as they were given
     */
    record Visitor(Verifier.Shown shown, List<String> tools) {

        static Visitor of(RoutingContext context) {
            String query = context.request().query();
            boolean filters = query != null && query.contains(FILTER + "=");
            return new Visitor(
                    new CallerCheck.Request(context.request()), filters ? context.queryParam(FILTER) : List.of());
        }

        /** The same, holding nothing of what the request went through. */
        static Visitor staying(RoutingContext context) {
            MultiMap headers =
                    MultiMap.caseInsensitiveMultiMap().addAll(context.request().headers());
            return new Visitor(
                    new Kept(headers, context.request().query()), of(context).tools());
        }
    }

    /** What a request showed. */
    private record Kept(MultiMap fields, @Nullable String query) implements Verifier.Shown {

        @Override
        public List<String> headers(String name) {
            return fields.getAll(name);
        }
    }

    @Override
    public @Nullable McpMethods admit(RoutingContext context) {
        McpMethods methods = seenBy(Visitor.of(context));
        if (methods == null) {
            CallerCheck.refuse(context, checks);
        }
        return methods;
    }

    /** What a visitor may do; null when that is nothing. */
    @Nullable
    McpMethods seenBy(Visitor visitor) {
        Set<String> filter = filter(visitor.tools());
        if (checks.isEmpty() && filter == null) {
            return everything;
        }
        Set<CallerCheck> passed = passed(visitor.shown());
        if (passed.isEmpty() && !open) {
            return null;
        }
        return passed.size() == checks.size() && filter == null
                ? everything
                : views.computeIfAbsent(new View(passed, filter), this::narrowed);
    }

    /** The tools of the query, without those that are not there; null when it names none. */
    private @Nullable Set<String> filter(List<String> given) {
        if (given.isEmpty()) {
            return null;
        }
        Set<String> names = new TreeSet<>();
        given.forEach(list -> names.addAll(List.of(list.split(",", -1))));
        names.retainAll(endpoint.tools().keySet());
        return names;
    }

    private Set<CallerCheck> passed(Verifier.Shown shown) {
        Set<CallerCheck> passed = new LinkedHashSet<>();
        for (CallerCheck check : checks) {
            if (check.accepts(shown)) {
                passed.add(check);
            }
        }
        return passed;
    }

    private McpMethods narrowed(View view) {
        McpEndpoint seen = endpoint.keeping(guard -> {
            CallerCheck check = backend.callers().check(guard);
            return check == null || view.passed().contains(check);
        });
        return everything.narrowed(view.tools() == null ? seen : seen.withTools(view.tools()::contains));
    }

    /** The views used last; several event loops ask for them. */
    private static final class Views {

        private final Map<View, McpMethods> kept = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<View, McpMethods> eldest) {
                return size() > MOST_VIEWS;
            }
        };

        synchronized McpMethods computeIfAbsent(View view, Function<View, McpMethods> make) {
            McpMethods known = kept.get(view);
            if (known == null) {
                known = make.apply(view);
                kept.put(view, known);
            }
            return known;
        }
    }
}
