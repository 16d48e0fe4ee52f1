package io.portolan.cli.fix;

import io.portolan.compile.Compilation;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpServer;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.PortolanPlan;
import io.portolan.plan.RestServer;
import io.portolan.spec.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one file amounts to, on its own.
 *
 * @param offers the routes, tools and upstream requests, whatever their parameters are called
 * @param plan the lines of the plan, in no order of their own
 */
record Verdict(long errors, Set<String> offers, List<String> plan) {

    private static final Pattern DIGEST = Pattern.compile(" @\\p{XDigit}+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    static Verdict of(Compilation compilation) {
        long errors = compilation.problems().stream().filter(Problem::error).count();
        return new Verdict(errors, offers(compilation.plan()), lines(compilation.plan()));
    }

    /** Whether nothing is lost against what was before. */
    boolean keeps(Verdict before) {
        return errors <= before.errors && offers.containsAll(before.offers);
    }

    /** Whether nothing has changed but the errors, and those not for the worse. */
    boolean same(Verdict before) {
        return keeps(before) && plan.equals(before.plan);
    }

    /** The order of parameters decides a flow's digest, and nothing else. */
    private static List<String> lines(PortolanPlan plan) {
        return DIGEST.matcher(PlanPrinter.print(plan))
                .replaceAll("")
                .lines()
                .sorted()
                .toList();
    }

    private static Set<String> offers(PortolanPlan plan) {
        Set<String> offers = new HashSet<>();
        plan.upstreams().forEach(upstream -> upstream.operations().forEach(flow -> offers.add("call " + flow.id())));
        for (RestServer server : plan.restServers()) {
            server.routes().forEach(route -> {
                String shape = PLACEHOLDER.matcher(route.path().toString()).replaceAll("{}");
                offers.add("rest " + server.port() + " " + route.method() + " " + shape);
            });
        }
        for (McpServer server : plan.mcpServers()) {
            for (McpEndpoint endpoint : server.endpoints()) {
                Stream.of(endpoint.tools(), endpoint.resources(), endpoint.templates(), endpoint.prompts())
                        .flatMap(parts -> parts.keySet().stream())
                        .forEach(name -> offers.add("mcp " + server.port() + endpoint.path() + " " + name));
            }
        }
        return offers;
    }
}
