package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.BaseUriTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code baseUri} of a consumed namespace. Its holes are spelled <code>{{x}}</code>, <code>${x}</code> and
 * <code>{x}</code>; the last, which files take from API descriptions, is looked up as {@code NAMESPACE_X}, since a
 * bare {@code HOST} or {@code USER} of the environment would send keys to a stranger.
 */
final class BaseUris {

    private static final Pattern HOLE =
            Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}|\\$\\{\\s*([^{}]+?)\\s*}|\\{\\s*([^{}]+?)\\s*}");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");

    private final Variables variables;
    private final ProblemLog log;

    BaseUris(Variables variables, ProblemLog log) {
        this.variables = variables;
        this.log = log;
    }

    /**
     * Reads one.
     *
     * @param text as the file or the settings say it; empty for none
     * @param namespace what the process calls the API
     */
    BaseUriTemplate read(String text, String namespace, String where) {
        BaseUriTemplate template = template(text.trim(), namespace);
        String wayOut = "; its calls fail until the setting upstreams." + namespace + ".baseUri says where it is";
        if (template.missing()) {
            log.warning(where, "no base URI" + wayOut);
        } else if (template.open()) {
            log.note(
                    where,
                    "'" + text + "' needs "
                            + String.join(", ", template.template().variables()));
        } else if (template.resolve(Map.<String, String>of()::get) instanceof BaseUriTemplate.Unusable unusable) {
            log.warning(where, unusable.reason() + wayOut);
        }
        return template;
    }

    private BaseUriTemplate template(String text, String namespace) {
        List<Template.Part> parts = new ArrayList<>();
        boolean bare = !text.isEmpty() && !SCHEME.matcher(text).matches() && text.indexOf('{') != 0;
        int end = 0;
        Matcher holes = HOLE.matcher(text);
        while (holes.find()) {
            text(text.substring(end, holes.start()), parts);
            parts.add(new Template.Variable(variable(holes, namespace)));
            end = holes.end();
        }
        text(text.substring(end), parts);
        if (bare && !text.startsWith("$")) {
            parts.addFirst(new Template.Text("https://"));
        }
        return new BaseUriTemplate(new Template(parts));
    }

    private static void text(String text, List<Template.Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text));
        }
    }

    private String variable(Matcher hole, String namespace) {
        String name = hole.group(1) != null ? hole.group(1) : hole.group(2) != null ? hole.group(2) : hole.group(3);
        String meant = variables.meant(name);
        if (meant != null) {
            return meant;
        }
        return hole.group(3) == null ? name : upperSnake(namespace + "_" + name);
    }

    private static String upperSnake(String text) {
        return text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
    }
}
