package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.corpus.Case.Answer;
import io.portolan.corpus.Input.Place;
import io.portolan.corpus.Route.Target;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls of a route: which request a caller sends, and which one must arrive of it. */
final class CaseMaker {

    private static final List<Answer> ANSWERS = List.of(
            new Answer(
                    200, "application/json", Buffer.buffer("{ \"id\": \"x1\", \"n\": 1e400, \"list\": [1, 2] }"), null),
            new Answer(200, "application/json", Buffer.buffer("[{\"id\":1},{\"id\":2}]"), null),
            new Answer(200, "text/plain", Buffer.buffer("plain ü text"), null),
            new Answer(204, null, Buffer.buffer(), null),
            new Answer(200, "application/octet-stream", Buffer.buffer(new byte[] {0, 1, (byte) 0xFF, 2}), null),
            new Answer(200, "application/json", Buffer.buffer("\"scalar\""), null),
            new Answer(404, "application/problem+json", Buffer.buffer("{\"title\":\"none such\"}"), null),
            new Answer(201, "application/json; charset=utf-8", Buffer.buffer("{\"created\":true}"), null));

    /** The variant that calls a REST operation without its namespace. */
    private static final int PLAIN = 3;

    private final Route route;
    private final Map<Input, JsonNode> given = new HashMap<>();
    private final Expected expected;

    private CaseMaker(Route route) {
        this.route = route;
        this.expected = new Expected(route, Variables.of(route.exposed().file()), given);
    }

    /**
     * The calls of one route: everything given, twice, only what must be, and at the path alone.
     *
     * @param plain whether it is served without its namespace, too
     */
    static List<Case> cases(Route route, long seed, boolean plain) {
        List<Case> cases = new ArrayList<>();
        for (int variant = 0; variant < (plain ? PLAIN + 1 : PLAIN); variant++) {
            cases.add(new CaseMaker(route).one(seed * (PLAIN + 1) + variant, variant));
        }
        return cases;
    }

    private Case one(long seed, int variant) {
        Values values = new Values(seed);
        boolean sparse = variant == 2;
        for (Input input : route.inputs()) {
            boolean must = input.required() || input.place() == Place.PATH || partOfText(input);
            if ((!sparse || must) && !unasked(input)) {
                given.put(input, values.of(input));
            }
        }
        fit();
        Exposed exposed = route.exposed();
        Map<String, String> headers = new LinkedHashMap<>();
        String target =
                exposed.rest() ? target(variant == PLAIN ? "" : "/" + exposed.served()) : "/mcp/" + exposed.served();
        String body = exposed.rest() ? body() : null;
        if (exposed.rest()) {
            given.forEach((input, value) -> {
                if (input.place() == Place.HEADER
                        && !Expected.FRAMING.contains(input.name().toLowerCase(Locale.ROOT))) {
                    headers.put(input.name(), Source.text(value));
                }
            });
            if (variant == 1) {
                headers.putIfAbsent("Authorization", "Bearer of-the-caller");
                headers.put("X-Undeclared", "1");
            }
        }
        return new Case(
                "%032x".formatted(seed + 1),
                exposed,
                sparse ? "required" : "all " + variant,
                exposed.method(),
                target,
                headers,
                body,
                exposed.rest() ? null : arguments(),
                expected.arrival(),
                blamed(),
                answer(seed, variant));
    }

    private List<YamlTree.Lines> blamed() {
        YamlTree tree = route.exposed().file().tree();
        return List.of(
                tree.of(route.exposed().node()), tree.of(route.definition().node()));
    }

    /** A tool does not ask for what can never travel. */
    private boolean unasked(Input input) {
        return !route.exposed().rest()
                && route.targets().stream()
                        .anyMatch(target -> target.place() == Route.Place.HEADER
                                && target.source().equals(new Source.Given(input))
                                && expected.withheld(target.key().toLowerCase(Locale.ROOT)));
    }

    /** What stands inside a longer text is always given, for what a text without it means is nobody's rule. */
    private boolean partOfText(Input input) {
        return route.targets().stream()
                .anyMatch(target -> target.source() instanceof Source.Written written
                        && written.inputs().containsValue(input)
                        && !written.expression().isContainerNode()
                        && !Spelling.TEMPLATE
                                .matcher(written.expression().asText())
                                .matches());
    }

    /** Where little can travel, little is given. */
    private void fit() {
        for (Target target : route.targets()) {
            if (target.source() instanceof Source.Given one && given.containsKey(one.input())) {
                String fitting = fitting(target, given.get(one.input()));
                if (fitting != null) {
                    given.put(one.input(), Values.parsed(fitting));
                }
            }
        }
    }

    private static @Nullable String fitting(Target target, JsonNode value) {
        boolean header = target.place() == Route.Place.HEADER || target.place() == Route.Place.COOKIE;
        if (header && target.key().matches("(?i)accept|content-type")) {
            return "\"application/json\"";
        }
        boolean odd = value.isTextual() && !value.asText().matches("[!-~]([ -~]*[!-~])?");
        if (header && odd) {
            return "\"plain-1\"";
        }
        return target.place() == Route.Place.QUERY && value.isObject() ? "{\"k\":\"v w\",\"t\":\"1&2\"}" : null;
    }

    private String target(String prefix) {
        Exposed exposed = route.exposed();
        List<String> captured = new ArrayList<>();
        List<String> holes = Spelling.holes(exposed.path());
        for (String hole : holes) {
            int at = holes.indexOf(hole);
            JsonNode value = given.entrySet().stream()
                    .filter(entry -> entry.getKey().place() == Place.PATH
                            && entry.getKey().capture() == at)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(Values.JSON.getNodeFactory().textNode("unused"));
            captured.add(Spelling.value(Source.text(value)));
        }
        StringBuilder query = new StringBuilder();
        given.forEach((input, value) -> {
            if (input.place() == Place.QUERY) {
                for (JsonNode item : value.isArray() ? value : List.of(value)) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(Spelling.value(input.name()))
                            .append('=')
                            .append(Spelling.value(Source.text(item)));
                }
            }
        });
        return prefix + Expected.filled(exposed.path(), captured) + query;
    }

    private @Nullable String body() {
        ObjectNode members = Values.JSON.createObjectNode();
        for (Map.Entry<Input, JsonNode> entry : given.entrySet()) {
            if (entry.getKey().place() == Place.BODY) {
                return entry.getValue().toString();
            }
            if (entry.getKey().place() == Place.MEMBER) {
                members.set(entry.getKey().name(), entry.getValue());
            }
        }
        boolean any = route.inputs().stream().anyMatch(input -> input.place() == Place.MEMBER);
        return any ? members.toString() : null;
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        given.forEach((input, value) -> arguments.put(input.name(), value.toString()));
        return arguments;
    }

    private Answer answer(long seed, int variant) {
        List<String> mappings = new ArrayList<>();
        route.exposed()
                .node()
                .path("outputParameters")
                .forEach(output -> mappings.add(output.path("mapping").asText("$.")));
        boolean identity = mappings.stream().allMatch(mapping -> mapping.equals("$.") || mapping.equals("$"));
        if (identity) {
            return variant == 1 ? ANSWERS.get((int) (seed % ANSWERS.size())) : ANSWERS.getFirst();
        }
        String member = mappings.getFirst().replaceFirst("^\\$\\.", "");
        String part = "{\"a\":[1,{\"b\":null}],\"n\":1.10}";
        return new Answer(200, "application/json", Buffer.buffer("{\"" + member + "\": " + part + "}"), part);
    }
}
