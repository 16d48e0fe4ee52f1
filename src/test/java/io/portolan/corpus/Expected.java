package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.corpus.Input.Place;
import io.portolan.corpus.Route.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What must arrive upstream of one call, by the rules.
 *
 * @param given what the caller gives
 */
record Expected(Route route, Variables variables, Map<Input, JsonNode> given) {

    static final Set<String> FRAMING = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "keep-alive",
            "proxy-authorization",
            "proxy-authenticate",
            "proxy-connection",
            "expect",
            "cookie");

    boolean withheld(String header) {
        boolean ofTheCaller = route.exposed().rest() && route.definition().authentication() == null;
        return FRAMING.contains(header) || (header.equals("authorization") && !ofTheCaller);
    }

    /** The path with its placeholders, in order, filled with these encoded texts. */
    static String filled(String path, List<String> values) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = Spelling.HOLE.matcher(path);
        int from = 0;
        int next = 0;
        while (matcher.find()) {
            out.append(Spelling.literal(path.substring(from, matcher.start()))).append(values.get(next++));
            from = matcher.end();
        }
        return out.append(Spelling.literal(path.substring(from))).toString();
    }

    private @Nullable JsonNode value(Target target) {
        return target.source().value(given::get, variables::value);
    }

    Arrival arrival() {
        Definition definition = route.definition();
        Credentials credentials = Credentials.of(definition.authentication(), variables);
        Map<String, List<@Nullable String>> query = new LinkedHashMap<>();
        Map<String, String> headers = new TreeMap<>();
        if (definition.pathQuery() != null) {
            fixedQuery(definition.pathQuery(), query);
        }
        for (Target target : route.targets()) {
            JsonNode value = value(target);
            if (value == null) {
                continue;
            }
            if (target.place() == Route.Place.QUERY && !credentials.query().containsKey(target.key())) {
                query(target, value, query);
            } else if (target.place() == Route.Place.HEADER) {
                header(target, value, credentials, headers);
            }
        }
        headers.putAll(credentials.headers());
        credentials.query().forEach((name, value) -> {
            query.put(name, new ArrayList<>());
            query.get(name).add(value);
        });
        JsonNode body = upstreamBody();
        if (body != null) {
            headers.putIfAbsent("content-type", "application/json");
        }
        List<String> holes = Spelling.holes(definition.plainPath());
        String path = definition.basePath()
                + filled(
                        definition.plainPath(),
                        holes.stream().map(this::encoded).toList());
        return new Arrival(definition.method(), path.isEmpty() ? "/" : path, query, headers, body);
    }

    private String encoded(String hole) {
        for (Target target : route.targets()) {
            if (target.place() == Route.Place.PATH && target.key().equals(hole)) {
                JsonNode value = value(target);
                return Spelling.value(value == null ? "" : Source.text(value));
            }
        }
        throw new IllegalStateException("nothing fills {" + hole + "}");
    }

    private void fixedQuery(String written, Map<String, List<@Nullable String>> query) {
        for (String pair : written.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = null;
            if (parts.length == 2) {
                List<String> holes = Spelling.holes(parts[1]);
                value = filled(parts[1], holes.stream().map(this::encoded).toList());
            }
            query.computeIfAbsent(parts[0], first -> new ArrayList<>()).add(value);
        }
    }

    private static void query(Target target, JsonNode value, Map<String, List<@Nullable String>> query) {
        String name = target.key();
        if (value.isObject()) {
            value.properties()
                    .forEach(member -> query.computeIfAbsent(
                                    name + "[" + member.getKey() + "]", first -> new ArrayList<>())
                            .add(Spelling.value(Source.text(member.getValue()))));
            return;
        }
        List<@Nullable String> items = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(item -> items.add(Spelling.value(Source.text(item))));
        if (value.isArray() && name.startsWith("$")) {
            query.computeIfAbsent(name, first -> new ArrayList<>()).add(String.join(",", items.toArray(String[]::new)));
        } else {
            query.computeIfAbsent(name, first -> new ArrayList<>()).addAll(items);
        }
    }

    private void header(Target target, JsonNode value, Credentials credentials, Map<String, String> headers) {
        String name = target.key().toLowerCase(Locale.ROOT);
        if (!credentials.headers().containsKey(name) && !withheld(name)) {
            headers.put(name, Source.text(value));
        }
    }

    private @Nullable JsonNode upstreamBody() {
        JsonNode block = route.definition().body();
        if (block != null) {
            return template(block);
        }
        ObjectNode members = Values.JSON.createObjectNode();
        boolean any = false;
        for (Target target : route.targets()) {
            if (target.place() == Route.Place.BODY) {
                return value(target);
            }
            any |= target.place() == Route.Place.MEMBER;
            if (target.place() == Route.Place.MEMBER && value(target) != null) {
                members.set(target.key(), value(target));
            }
        }
        return any ? members : null;
    }

    private @Nullable JsonNode template(JsonNode block) {
        JsonNode expression = block.isObject() ? block.path("data") : block;
        Map<String, Input> holes = new HashMap<>();
        Map<String, JsonNode> values = new HashMap<>();
        Spelling.TEMPLATE.matcher(expression.toString()).results().forEach(found -> {
            String hole = found.group(1);
            String name = hole.replaceFirst("^(tools|rest|\\$this)\\.", "");
            for (Target target : route.targets()) {
                if (target.key().equals(name) || target.key().equals(hole)) {
                    Input marker = new Input(hole, Place.MEMBER, 0, "", false);
                    holes.put(hole, marker);
                    if (value(target) != null) {
                        values.put(hole, value(target));
                    }
                }
            }
        });
        return new Source.Written(expression, holes).value(input -> values.get(input.name()), variables::value);
    }
}
