package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.format.Nearest;
import io.portolan.options.LimitChanges;
import io.portolan.options.QueryStyle;
import io.portolan.options.RedirectOptions;
import io.portolan.options.StreamChanges;
import io.portolan.options.TimeoutChanges;
import io.portolan.options.UpstreamOptions;
import io.portolan.plan.Bounds;
import io.portolan.plan.Extras;
import io.portolan.plan.Flow;
import io.portolan.plan.Passthrough;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamPlan;
import io.portolan.spec.AuthenticationText;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings change of consumed namespaces; the files stay as they are. */
public record Overlay(List<UpstreamOptions> upstreams) {

    /** An overlay that changes nothing. */
    public static final Overlay NONE = new Overlay(List.of());

    private static final Pattern PLACE = Pattern.compile("(.+):(\\d+):(\\d+)");

    /**
     * What is changed of one namespace.
     *
     * @param baseUri instead of the declared one; null keeps that
     * @param authentication instead of the declared one, with a document of its own for what is wrong with it; null
     *     keeps the declared one
     * @param extras added to every request
     * @param limits that differ from the process's
     * @param timeouts that differ from the process's
     * @param streams what differs from the process's for bodies that are passed on as they come
     * @param redirects which are followed
     * @param confirm whether callers are asked before a tool does harm there
     */
    record Changes(
            @Nullable String baseUri,
            @Nullable AuthenticationText authentication,
            @Nullable QueryStyle arrayStyle,
            Map<String, QueryStyle> parameterStyles,
            Extras extras,
            LimitChanges limits,
            TimeoutChanges timeouts,
            StreamChanges streams,
            RedirectOptions redirects,
            boolean confirm) {

        /** The style of a query parameter: its own, else OData's for names of OData, else the namespace's. */
        QueryStyle style(String parameter) {
            QueryStyle own = parameterStyles.get(parameter);
            if (own != null) {
                return own;
            }
            QueryStyle usual = UpstreamParameter.usual(parameter);
            return arrayStyle == null || usual != QueryStyle.REPEAT ? usual : arrayStyle;
        }

        /** What one call of a flow of the namespace may take. */
        Bounds bounds() {
            return new Bounds(limits, timeouts, streams);
        }
    }

    public Overlay {
        upstreams = List.copyOf(upstreams);
    }

    /** What is changed of this namespace, by every pattern that means it. */
    Changes forNamespace(String namespace) {
        UpstreamOptions merged = UpstreamOptions.merged(upstreams, namespace);
        UpstreamOptions.Authentication written = merged.authentication();
        return new Changes(
                merged.baseUri(),
                written == null ? null : AuthenticationText.read(written.source(), written.yaml()),
                merged.arrayStyle(),
                merged.parameterStyles(),
                new Extras(
                        templates(merged.headers()),
                        templates(merged.query()),
                        mediaType(merged.contentType()),
                        merged.arrayStyle() == null ? QueryStyle.REPEAT : merged.arrayStyle(),
                        new Passthrough(
                                // Settings read from a file cannot say it; those of a program might.
                                merged.allow().headers().stream()
                                        .filter(name -> !name.equalsIgnoreCase("Authorization"))
                                        .toList(),
                                merged.allow().query(),
                                merged.allow().anyQuery())),
                merged.limits(),
                merged.timeouts(),
                merged.streams(),
                merged.redirects(),
                Boolean.TRUE.equals(merged.confirm()));
    }

    /** A warning for each pattern that means none of these, and for each operation that they do not have. */
    List<Problem> unmatched(List<UpstreamPlan> plans) {
        List<String> namespaces = plans.stream().map(UpstreamPlan::namespace).toList();
        List<Problem> problems = new ArrayList<>();
        for (UpstreamOptions options : upstreams) {
            if (namespaces.stream().noneMatch(options::matches)) {
                problems.add(warning(
                        options,
                        "",
                        "no file consumes a namespace " + Problem.quoted(options.pattern())
                                + Nearest.hint(options.pattern(), namespaces)));
            } else {
                unknownOperations(options, plans, problems);
            }
        }
        return problems;
    }

    private static void unknownOperations(UpstreamOptions options, List<UpstreamPlan> plans, List<Problem> problems) {
        List<String> known = plans.stream()
                .filter(plan -> options.matches(plan.namespace()))
                .flatMap(plan -> plan.operations().stream())
                .map(Flow::name)
                .toList();
        for (String name : options.streams().jsonl()) {
            if (!name.equals(StreamChanges.ALL) && !known.contains(name)) {
                problems.add(warning(
                        options,
                        ".streams.jsonl",
                        "unknown operation " + Problem.quoted(name) + Nearest.hint(name, known)));
            }
        }
    }

    private static Problem warning(UpstreamOptions options, String key, String text) {
        return new Problem(Problem.Severity.WARNING, place(options), "upstreams." + options.pattern() + key, text);
    }

    private static Position place(UpstreamOptions options) {
        Matcher place = PLACE.matcher(options.source());
        return place.matches()
                ? new Position(place.group(1), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)))
                : new Position("upstreams." + options.pattern(), 1, 1);
    }

    private static Map<String, Template> templates(Map<String, String> texts) {
        Map<String, Template> templates = new LinkedHashMap<>();
        texts.forEach((name, text) -> templates.put(name, Placeholders.value(text, Overlay::variable)));
        return templates;
    }

    /** {@code {{X}}} and {@code {{env.X}}} are one variable, as in files. */
    private static Template.Part variable(String name) {
        return new Template.Variable(name.startsWith("env.") ? name.substring("env.".length()) : name);
    }

    private static @Nullable String mediaType(@Nullable String written) {
        return switch (written) {
            case null -> null;
            case "json" -> "application/json";
            case "form" -> "application/x-www-form-urlencoded";
            default -> written;
        };
    }
}
