package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.expr.Template;
import io.portolan.spec.Authentication;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code authentication} of a consumed namespace. */
final class AuthenticationCompiler {

    private final Variables variables;
    private final ProblemLog log;

    AuthenticationCompiler(Variables variables, ProblemLog log) {
        this.variables = variables;
        this.log = log;
    }

    Scheme compile(@Nullable Authentication authentication, String where) {
        return switch (authentication) {
            case null -> new Scheme.None();
            case Authentication.Bearer bearer -> new Scheme.Bearer(template(bearer.token(), where + ".token"));
            case Authentication.Basic basic ->
                new Scheme.Basic(
                        template(basic.username(), where + ".username"),
                        template(basic.password(), where + ".password"));
            case Authentication.ApiKey key ->
                new Scheme.ApiKey(key.key(), template(key.value(), where + ".value"), placement(key, where));
            case Authentication.Other other -> {
                log.error(
                        where + ".type",
                        "'" + other.type() + "' is not supported yet (expected: bearer, basic or apikey)");
                yield new Scheme.None();
            }
        };
    }

    private Scheme.Placement placement(Authentication.ApiKey key, String where) {
        String placement = key.placement() == null ? "header" : key.placement().toLowerCase(Locale.ROOT);
        return switch (placement) {
            case "header" -> Scheme.Placement.HEADER;
            case "query" -> Scheme.Placement.QUERY;
            default -> {
                log.error(where + ".placement", "'" + placement + "' (expected: header or query)");
                yield Scheme.Placement.HEADER;
            }
        };
    }

    private Template template(String text, String where) {
        return variables.template(text, where, log);
    }
}
