package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.corpus.Definition.Parameter;
import io.portolan.corpus.Input.Place;
import io.portolan.corpus.Route.Refusal;
import io.portolan.corpus.Route.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** The rules of the format for one exposed operation or tool, followed to the letter and without any class of ours. */
final class Router {

    /** A target whose source is not known yet. */
    private record Open(String key, Route.Place place, Parameter parameter) {}

    private final Exposed exposed;
    private final Definition definition;
    private final List<String> captures;
    private final List<Open> open = new ArrayList<>();
    private final Map<Open, Integer> captureOf = new HashMap<>();
    private final List<Input> inputs = new ArrayList<>();

    private Router(Exposed exposed, Definition definition) {
        this.exposed = exposed;
        this.definition = definition;
        this.captures = Spelling.holes(exposed.path());
    }

    /** @throws Refusal when the file asks for what cannot be done */
    static Route route(Exposed exposed) {
        return new Router(exposed, exposed.called()).route();
    }

    private Route route() {
        path();
        List<Parameter> bodies = new ArrayList<>();
        for (Parameter parameter : definition.parameters()) {
            switch (parameter.in()) {
                case "path" -> {}
                case "header" -> open(parameter, Route.Place.HEADER);
                case "cookie" -> open(parameter, Route.Place.COOKIE);
                case "body" -> bodies.add(parameter);
                default -> open(parameter, Route.Place.QUERY);
            }
        }
        bodies.forEach(body -> open(body, bodies.size() == 1 ? Route.Place.BODY : Route.Place.MEMBER));
        bodyHoles();
        Map<Open, JsonNode> with = with();
        pairCaptures(with);
        List<Target> targets = new ArrayList<>();
        for (Open one : open) {
            Parameter parameter = one.parameter();
            targets.add(new Target(
                    one.key(), one.place(), parameter.type(), parameter.required(), source(one, with.get(one))));
        }
        return new Route(exposed, definition, targets, inputs);
    }

    private void open(Parameter parameter, Route.Place place) {
        open.add(new Open(parameter.name(), place, parameter));
    }

    private void path() {
        List<String> holes =
                List.copyOf(new LinkedHashSet<>(Spelling.holes(definition.path().split("#", 2)[0])));
        List<Parameter> declared = definition.parameters().stream()
                .filter(parameter -> parameter.in().equals("path"))
                .toList();
        int[] partners =
                Spelling.pair(holes, declared.stream().map(Parameter::name).toList(), true);
        Set<Parameter> used = new LinkedHashSet<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] >= 0) {
                Parameter parameter = declared.get(partners[i]);
                used.add(parameter);
                open.add(new Open(holes.get(i), Route.Place.PATH, parameter));
            } else {
                Parameter inferred = new Parameter(holes.get(i), "path", "string", true, null);
                open.add(new Open(holes.get(i), Route.Place.PATH, inferred));
            }
        }
        for (Parameter parameter : declared) {
            if (!used.contains(parameter)) {
                throw new Refusal("a path parameter without a placeholder", exposed.node(), definition.node());
            }
        }
    }

    /** What a body block reads besides declared parameters. */
    private void bodyHoles() {
        if (definition.body() == null) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        Spelling.TEMPLATE
                .matcher(definition.body().toString())
                .results()
                .map(found -> found.group(1))
                .filter(hole -> !variable(hole))
                .forEach(hole -> names.add(referred("{{" + hole + "}}")));
        for (String name : names) {
            if (open.stream().noneMatch(one -> one.parameter().name().equals(name))) {
                open.add(new Open(name, Route.Place.HOLE, new Parameter(name, "body", "", false, null)));
            }
        }
    }

    private Map<Open, JsonNode> with() {
        Map<Open, JsonNode> with = new HashMap<>();
        List<String> names = open.stream().map(one -> one.parameter().name()).toList();
        exposed.node().path("with").properties().forEach(entry -> {
            int index = Spelling.find(entry.getKey(), names);
            if (index >= 0) {
                String name = names.get(index);
                open.stream()
                        .filter(one -> one.parameter().name().equals(name))
                        .forEach(one -> with.put(one, entry.getValue()));
            }
        });
        return with;
    }

    /** Names first; what is left over on both sides goes together by its position, if it is equally much. */
    private void pairCaptures(Map<Open, JsonNode> with) {
        List<Open> inPath = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (Open one : open) {
            JsonNode said = with.get(one);
            String name = said == null ? one.parameter().name() : reference(said);
            if (name != null
                    && one.place() == Route.Place.PATH
                    && !exposed.inputs().containsKey(name)) {
                inPath.add(one);
                wanted.add(name.startsWith("path.") ? name.substring("path.".length()) : name);
            } else if (name != null && one.place() != Route.Place.PATH && said != null) {
                taken.add(name);
            }
        }
        List<String> free = new ArrayList<>(captures);
        taken.stream().filter(name -> !wanted.contains(name)).forEach(free::remove);
        int[] partners = Spelling.pair(wanted, free, true);
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] >= 0) {
                captureOf.put(inPath.get(i), captures.indexOf(free.get(partners[i])));
            }
        }
    }

    private Source source(Open one, @Nullable JsonNode said) {
        if (said != null) {
            String reference = reference(said);
            return reference != null ? new Source.Given(named(reference, one)) : written(said, one);
        }
        if (one.parameter().value() != null) {
            return written(one.parameter().value(), one);
        }
        return new Source.Given(named(one.parameter().name(), one));
    }

    private Source written(JsonNode expression, Open one) {
        Map<String, Input> holes = new HashMap<>();
        for (MatchResult found :
                Spelling.TEMPLATE.matcher(expression.toString()).results().toList()) {
            if (!variable(found.group(1))) {
                Input input = named(referred("{{" + found.group(1) + "}}"), one);
                holes.put(found.group(1), input);
            }
        }
        return new Source.Written(expression, holes);
    }

    private Input named(String name, Open one) {
        Input input = exposed.rest() ? inRequest(name, one) : argument(name, one);
        for (Input known : inputs) {
            if (known.same(input)) {
                return known;
            }
        }
        inputs.add(input);
        return input;
    }

    private Input argument(String name, Open one) {
        int own = Spelling.find(name, List.copyOf(exposed.inputs().keySet()));
        if (own < 0) {
            return new Input(name, Place.ARGUMENT, 0, type(one), one.parameter().required());
        }
        JsonNode declared = List.copyOf(exposed.inputs().values()).get(own);
        String type = declared.path("type").asText(type(one)).toLowerCase(Locale.ROOT);
        boolean required = declared.path("required").asBoolean(true);
        return new Input(declared.path("name").asText(), Place.ARGUMENT, 0, type, required);
    }

    private Input inRequest(String name, Open one) {
        boolean required = one.parameter().required();
        Integer paired = captureOf.get(one);
        if (paired != null) {
            return new Input(captures.get(paired), Place.PATH, paired, type(one), true);
        }
        int own = Spelling.find(name, List.copyOf(exposed.inputs().keySet()));
        int capture = Spelling.find(name, captures);
        if (own >= 0) {
            return declared(List.copyOf(exposed.inputs().values()).get(own), one, capture);
        }
        boolean ofPath = open.stream()
                .anyMatch(other -> other.place() == Route.Place.PATH
                        && Integer.valueOf(capture).equals(captureOf.get(other)));
        if (capture >= 0 && !ofPath) {
            return new Input(captures.get(capture), Place.PATH, capture, type(one), true);
        }
        Place place = switch (one.place()) {
            case BODY -> Place.BODY;
            case MEMBER, HOLE -> Place.MEMBER;
            case HEADER -> Place.HEADER;
            case PATH, QUERY, COOKIE -> Place.QUERY;
        };
        for (Place location : List.of(Place.QUERY, Place.HEADER)) {
            String prefix = location.name().toLowerCase(Locale.ROOT) + ".";
            if (name.startsWith(prefix)) {
                return new Input(name.substring(prefix.length()), location, 0, type(one), required);
            }
        }
        if (name.equals("body")) {
            return new Input(name, Place.BODY, 0, type(one), required);
        }
        if (name.startsWith("body.")) {
            return new Input(name.substring("body.".length()), Place.MEMBER, 0, type(one), required);
        }
        return new Input(place == Place.BODY ? "body" : name, place, 0, type(one), required);
    }

    private Input declared(JsonNode input, Open one, int capture) {
        String name = input.path("name").asText();
        String type = input.path("type").asText(type(one)).toLowerCase(Locale.ROOT);
        boolean required = input.path("required").asBoolean(one.parameter().required());
        return switch (input.path("in").asText("")) {
            case "path" -> new Input(name, Place.PATH, capture, type, true);
            case "header" -> new Input(name, Place.HEADER, 0, type, required);
            case "body" ->
                new Input(name, one.place() == Route.Place.BODY ? Place.BODY : Place.MEMBER, 0, type, required);
            default ->
                capture >= 0
                        ? new Input(name, Place.PATH, capture, type, true)
                        : new Input(name, Place.QUERY, 0, type, required);
        };
    }

    private String type(Open one) {
        String type = one.parameter().type();
        return type.isEmpty() && one.place() == Route.Place.PATH ? "string" : type;
    }

    /** The input that a text is nothing but a reference to, null for anything else. */
    private @Nullable String reference(JsonNode said) {
        if (!said.isTextual()) {
            return null;
        }
        String text = said.asText();
        var template = Spelling.TEMPLATE.matcher(text);
        if (template.matches()) {
            return variable(template.group(1)) ? null : referred(text);
        }
        String name = referred("{{" + text + "}}");
        return name.equals(text) ? null : name;
    }

    /** The name behind {@code rest.}, {@code tools.}, the adapter's namespace or {@code $this.}. */
    private String referred(String template) {
        String text = template.substring(2, template.length() - 2).strip();
        String rest = text.startsWith("$this.") ? text.substring("$this.".length()) : text;
        for (String root : List.of("rest", "tools", exposed.adapter())) {
            if (rest.startsWith(root + ".")) {
                return rest.substring(root.length() + 1);
            }
        }
        return rest;
    }

    private boolean variable(String hole) {
        return Variables.of(exposed.file()).knows(hole)
                || (hole.matches("[A-Z][A-Z0-9_]+") && !exposed.inputs().containsKey(hole));
    }
}
