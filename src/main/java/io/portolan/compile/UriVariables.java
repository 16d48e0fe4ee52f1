package io.portolan.compile;

import io.portolan.spec.Action;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a resource's URI as what it runs reads them: {@code {id}} is written there as {@code {{id}}} too. */
final class UriVariables {

    private static final Pattern SINGLE = Pattern.compile("(?<!\\{)\\{([A-Za-z0-9_]+)}(?!})");

    private UriVariables() {}

    /** What a reader of the resource has to give. */
    static Exposes.Input input(String name) {
        return new Exposes.Input(name, "path", null, null, true, null, null, null, Map.of(), null);
    }

    /** The same action with two braces around each variable. */
    static Action braced(Action action, List<String> variables) {
        return switch (action) {
            case Action.Call call -> new Action.Call(call.operation(), braced(call.with(), variables));
            case Action.Ref ref -> new Action.Ref(ref.flow(), braced(ref.with(), variables));
            case Action.Steps steps -> steps;
            case Action.None none -> none;
        };
    }

    private static Map<String, Content> braced(Map<String, Content> with, List<String> variables) {
        Map<String, Content> braced = new LinkedHashMap<>();
        with.forEach((name, content) -> braced.put(
                name,
                content instanceof Content.Text text ? new Content.Text(braced(text.text(), variables)) : content));
        return braced;
    }

    private static String braced(String text, List<String> variables) {
        return SINGLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        variables.contains(found.group(1)) ? "{{" + found.group(1) + "}}" : found.group()));
    }
}
