package io.portolan.spec.read;

import io.portolan.spec.Authentication;
import io.portolan.spec.Authentication.Secret;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code authentication}, or {@code auth}: of consumed APIs, of adapters, and of the settings of an upstream. */
public final class AuthenticationReader {

    private static final String TYPES = "bearer, basic, digest, apikey or oauth2";
    private static final Pattern BEARER_WORD = Pattern.compile("(?i)^bearer\\s+");
    private static final String[] USERNAME = {"username", "user", "userName", "login"};
    private static final String[] PASSWORD = {"password", "pass", "secret"};
    private static final String[] TOKEN = {"token", "value", "accessToken", "bearerToken", "apiKey", "key"};
    private static final String[] PLACEMENT = {"placement", "in"};

    private AuthenticationReader() {}

    /** Null only when the file asks for none; one that is not understood is of type {@code ""}. */
    public static @Nullable Authentication read(MappingReader parent) {
        String key = parent.has("authentication") || !parent.has("auth") ? "authentication" : "auth";
        if (key.equals("authentication") && parent.has("auth")) {
            parent.error("auth", "stands beside 'authentication' (expected: one of them)");
        }
        return switch (parent.shape(key)) {
            case null -> null;
            case TEXT -> word(parent, key);
            case LIST -> all(parent, key);
            case MAPPING -> block(parent.mapping(key));
        };
    }

    /** {@code authentication: none}; any other word alone says too little. */
    private static @Nullable Authentication word(MappingReader parent, String key) {
        if (LooseKeys.plain(parent.textOrEmpty(key)).equals("none")) {
            return null;
        }
        parent.error(key, "expected a mapping with 'type', or none");
        return unreadable(parent.where(key));
    }

    /** Several blocks are all wanted on every request. */
    private static @Nullable Authentication all(MappingReader parent, String key) {
        List<Authentication> blocks = new ArrayList<>();
        parent.list(key, item -> {
            Authentication block = block(item);
            return block != null && blocks.add(block);
        });
        return blocks.size() == 1 ? blocks.getFirst() : ApiKeyReader.joined(parent, key, blocks);
    }

    private static @Nullable Authentication block(@Nullable MappingReader in) {
        if (in == null) {
            return null;
        }
        LooseKeys keys = new LooseKeys(in);
        String type = in.requiredText(orType(keys.find("type")), TYPES);
        String plain = LooseKeys.plain(type);
        String scheme = plain.equals("http") ? keys.find("scheme") : null;
        Authentication read = switch (scheme == null ? plain : LooseKeys.plain(in.textOrEmpty(scheme))) {
            case "none", "noauth" -> null;
            case "bearer", "bearertoken", "accesstoken", "token", "jwt" -> bearer(in, keys);
            case "basic", "basicauth", "httpbasic" -> basic(in, keys);
            case "digest", "digestauth", "httpdigest" -> digest(in, keys);
            case "apikey", "apikeys", "key", "apitoken", "header", "headers", "query", "cookie", "custom" ->
                new ApiKeyReader(in, keys).read(plain);
            case "oauth2", "oauth20", "oauth", "clientcredentials", "oauth2clientcredentials", "refreshtoken" ->
                oauth2(in, keys);
            default -> {
                in.keys().forEach(keys::find);
                yield new Authentication.Other(in.where(), type);
            }
        };
        keys.finish();
        return read;
    }

    private static String orType(@Nullable String key) {
        return key == null ? "type" : key;
    }

    private static Authentication bearer(MappingReader in, LooseKeys keys) {
        String placement = keys.find(PLACEMENT);
        if (placement != null && !LooseKeys.plain(in.textOrEmpty(placement)).startsWith("header")) {
            in.error(
                    placement,
                    "a bearer token travels in the header Authorization (expected: header; or type apikey with the"
                            + " name of the query parameter)");
        }
        Secret token = required(in, keys, "the bearer token", TOKEN);
        return new Authentication.Bearer(in.where(), withoutWord(token));
    }

    // Some files write the word of the header into the token; it is not to be sent twice.
    private static Secret withoutWord(Secret token) {
        return new Secret(BEARER_WORD.matcher(token.text()).replaceFirst(""), token.where());
    }

    private static Authentication basic(MappingReader in, LooseKeys keys) {
        return new Authentication.Basic(in.where(), username(in, keys), password(in, keys));
    }

    private static Authentication digest(MappingReader in, LooseKeys keys) {
        return new Authentication.Digest(in.where(), username(in, keys), password(in, keys));
    }

    private static Secret username(MappingReader in, LooseKeys keys) {
        return required(in, keys, "the user's name", USERNAME);
    }

    /** Absent is empty: APIs that take a key for the user's name want no password. */
    private static Secret password(MappingReader in, LooseKeys keys) {
        Secret password = text(in, keys.find(PASSWORD));
        return password == null ? new Secret("", in.where()) : password;
    }

    private static Authentication oauth2(MappingReader in, LooseKeys keys) {
        Secret endpoint = text(in, keys.find("tokenEndpoint", "tokenUrl", "tokenUri", "accessTokenUrl"));
        Secret token = text(in, keys.find("token", "accessToken", "bearerToken", "value"));
        String grant = keys.find("grantType", "grant", "flow");
        String method = keys.find("clientAuthentication", "tokenEndpointAuthMethod");
        boolean inBody = method != null && inBody(in, method);
        keys.find("authorizationServerUri", "authorizationUrl", "authorizationEndpoint", "tokenValidation", "issuer");
        Authentication.OAuth2 oauth = new Authentication.OAuth2(
                in.where(),
                grant == null ? null : in.text(grant),
                endpoint,
                text(in, keys.find("clientId")),
                text(in, keys.find("clientSecret")),
                text(in, keys.find("refreshToken")),
                scope(in, keys.find("scopes", "scope")),
                text(in, keys.find("audience")),
                text(in, keys.find("resource")),
                inBody);
        return token == null || endpoint != null ? oauth : new Authentication.Bearer(in.where(), withoutWord(token));
    }

    private static boolean inBody(MappingReader in, String key) {
        return switch (LooseKeys.plain(in.textOrEmpty(key))) {
            case "body", "post", "clientsecretpost" -> true;
            case "basic", "header", "clientsecretbasic" -> false;
            default -> {
                in.error(key, "expected basic or body, found " + Problem.quoted(in.textOrEmpty(key)));
                yield false;
            }
        };
    }

    /** A list, or a text in which they are separated as on the wire (RFC 6749 3.3), or by commas. */
    private static @Nullable Secret scope(MappingReader in, @Nullable String key) {
        if (key == null) {
            return null;
        }
        String joined = switch (in.shape(key)) {
            case LIST -> String.join(" ", in.texts(key));
            case MAPPING -> String.join(" ", in.textsByKey(key).keySet());
            case null, default ->
                in.textOrEmpty(key).replaceAll("\\s*,\\s*|\\s+", " ").trim();
        };
        return joined.isEmpty() ? null : new Secret(joined, in.where(key));
    }

    private static Secret required(MappingReader in, LooseKeys keys, String expected, String... words) {
        Secret text = text(in, keys.find(words));
        if (text == null) {
            if (keys.find(words) == null) {
                in.missing(words[0], expected);
            }
            return new Secret("", in.where());
        }
        return text;
    }

    static @Nullable Secret text(MappingReader in, @Nullable String key) {
        String text = key == null ? null : in.text(key);
        return text == null ? null : new Secret(text, in.where(String.valueOf(key)));
    }

    static Authentication unreadable(String where) {
        return new Authentication.Other(where, "");
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
