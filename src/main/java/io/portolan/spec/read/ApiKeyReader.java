package io.portolan.spec.read;

import io.portolan.spec.Authentication;
import io.portolan.spec.Authentication.ApiKey;
import io.portolan.spec.Authentication.Place;
import io.portolan.spec.Authentication.Secret;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads API keys in the spellings that files use: one key by its name and value, or several as a map or a list. */
final class ApiKeyReader {

    private static final String[] HEADER_NAME = {"header", "headerName"};
    private static final String[] QUERY_NAME = {"query", "queryParam", "queryParameter", "param", "parameter"};
    private static final String[] COOKIE_NAME = {"cookie", "cookieName"};
    private static final String[] NAME = {"name", "keyName"};
    private static final String[] KEY = {"key"};
    private static final String[] VALUE = {"value", "token", "apiKey", "secret"};
    private static final String[] PLACEMENT = {"placement", "in", "location"};

    private final MappingReader in;
    private final LooseKeys keys;
    private final List<ApiKey> read = new ArrayList<>();

    ApiKeyReader(MappingReader in, LooseKeys keys) {
        this.in = in;
        this.keys = keys;
    }

    /** @param type the word of the block, which may say where the keys travel */
    Authentication read(String type) {
        Place usual = type.equals("query") ? Place.QUERY : type.equals("cookie") ? Place.COOKIE : Place.HEADER;
        several(Place.HEADER, "headers", "header");
        several(Place.QUERY, "queries", "queryParameters", "queryParams", "query");
        several(Place.COOKIE, "cookies", "cookie");
        several(usual, "parameters", "params", "inputParameters", "keys");
        if (read.isEmpty() || keys.find(VALUE) != null) {
            ApiKey one = one(in, keys, usual);
            if (one == null) {
                return AuthenticationReader.unreadable(in.where());
            }
            read.add(one);
        }
        return new Authentication.ApiKeys(in.where(), read);
    }

    /** Blocks that are all wanted at once, as far as each is one or more values under names. */
    static Authentication joined(MappingReader parent, String key, List<Authentication> blocks) {
        List<ApiKey> keys = new ArrayList<>();
        for (Authentication block : blocks) {
            switch (block) {
                case Authentication.ApiKeys several -> keys.addAll(several.keys());
                case Authentication.Bearer bearer ->
                    keys.add(new ApiKey(
                            "Authorization",
                            new Secret(
                                    "Bearer " + bearer.token().text(),
                                    bearer.token().where()),
                            Place.HEADER));
                default -> {
                    parent.error(
                            key, "only bearer and apikey can stand together (expected: one block of another type)");
                    return AuthenticationReader.unreadable(parent.where(key));
                }
            }
        }
        return new Authentication.ApiKeys(parent.where(key), keys);
    }

    private static @Nullable ApiKey one(MappingReader in, LooseKeys keys, Place usual) {
        String header = keys.findText(HEADER_NAME);
        String query = keys.findText(QUERY_NAME);
        String cookie = keys.findText(COOKIE_NAME);
        String named = first(header, query, cookie, keys.findText(NAME));
        String name = first(named, keys.findText(KEY));
        // Where something else is the name, 'key' is the key itself.
        String value = first(keys.findText(VALUE), named == null ? null : keys.findText(KEY));
        Place place =
                header != null ? Place.HEADER : query != null ? Place.QUERY : cookie != null ? Place.COOKIE : usual;
        place = place(in, keys.find(PLACEMENT), place);
        if (name == null || value == null) {
            in.missing(name == null ? "key" : "value", name == null ? "the key's name" : "the key itself");
            return null;
        }
        Secret secret = AuthenticationReader.text(in, value);
        return secret == null ? null : new ApiKey(in.textOrEmpty(name), secret, place);
    }

    private static Place place(MappingReader in, @Nullable String key, Place usual) {
        String word = key == null ? null : in.text(key);
        if (key == null || word == null) {
            return usual;
        }
        return switch (LooseKeys.plain(word)) {
            case "header", "headers" -> Place.HEADER;
            case "query", "queryparam", "queryparameter", "querystring", "url", "uri" -> Place.QUERY;
            case "cookie", "cookies" -> Place.COOKIE;
            default -> {
                in.error(
                        key,
                        "a key in the " + Problem.quoted(AuthenticationReader.lower(word))
                                + " is not supported (expected: header, query or cookie)");
                yield usual;
            }
        };
    }

    /** Keys under one of these words: {@code name: value} pairs, or a list of what {@link #one} reads. */
    private void several(Place place, String... words) {
        for (String word : words) {
            String key = keys.find(word);
            switch (key == null ? null : in.shape(key)) {
                case null -> {}
                case TEXT -> {}
                case LIST -> in.list(String.valueOf(key), item -> add(item, place));
                case MAPPING -> byName(in.mapping(String.valueOf(key)), place);
            }
        }
    }

    private boolean add(MappingReader item, Place place) {
        LooseKeys itemKeys = new LooseKeys(item);
        itemKeys.find("description", "type", "required");
        ApiKey one = one(item, itemKeys, place);
        itemKeys.finish();
        return one != null && read.add(one);
    }

    private void byName(@Nullable MappingReader map, Place place) {
        if (map == null) {
            return;
        }
        for (String name : map.keys()) {
            Secret value = map.shape(name) == MappingReader.Shape.MAPPING
                    ? nested(map.mapping(name))
                    : AuthenticationReader.text(map, name);
            if (value != null) {
                read.add(new ApiKey(name, value, place));
            }
        }
    }

    private static @Nullable Secret nested(@Nullable MappingReader in) {
        return in == null ? null : AuthenticationReader.text(in, new LooseKeys(in).findText(VALUE));
    }

    private static @Nullable String first(@Nullable String... found) {
        for (String one : found) {
            if (one != null) {
                return one;
            }
        }
        return null;
    }
}
