package io.portolan.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code authentication}, of consumed APIs and of adapters. */
final class AuthenticationReader {

    private static final Keys BEARER = Keys.of("type", "token");
    private static final Keys BASIC = Keys.of("type", "username", "password");
    private static final Keys API_KEY = Keys.of("type", "key", "value", "placement");

    private AuthenticationReader() {}

    /** Null only when the file asks for none; one that is not understood is of type {@code ""}. */
    static @Nullable Authentication read(MappingReader parent) {
        MappingReader in = parent.mapping("authentication");
        if (in == null) {
            return null;
        }
        String type = in.requiredText("type", "bearer, basic, apikey, digest or oauth2");
        return switch (type) {
            case "bearer" -> new Authentication.Bearer(in.expect(BEARER).requiredText("token", "the bearer token"));
            case "basic" ->
                new Authentication.Basic(
                        in.expect(BASIC).requiredText("username", "the user's name"),
                        in.requiredText("password", "the user's password"));
            case "apikey" ->
                new Authentication.ApiKey(
                        in.expect(API_KEY).requiredText("key", "the name of the header or query parameter"),
                        in.requiredText("value", "the API key"),
                        in.word("placement", List.of("header", "query")));
            default -> new Authentication.Other(type);
        };
    }
}
