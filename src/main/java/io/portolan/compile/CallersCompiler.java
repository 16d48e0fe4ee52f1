package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.plan.Guard;
import io.portolan.spec.Authentication;
import org.jspecify.annotations.Nullable;

/** The {@code authentication} of an exposed adapter: what its callers have to show. */
final class CallersCompiler {

    private final String file;
    private final Variables variables;
    private final ProblemLog log;

    CallersCompiler(String file, Variables variables, ProblemLog log) {
        this.file = file;
        this.variables = variables;
        this.log = log;
    }

    /**
     * Null for an adapter that is open to everybody. What cannot be enforced is a problem, and its guard has no scheme,
     * which lets nobody in.
     */
    @Nullable
    Guard compile(@Nullable Authentication asked) {
        return switch (asked) {
            case null -> null;
            case Authentication.Bearer bearer -> guard(bearer);
            case Authentication.Basic basic -> guard(basic);
            case Authentication.ApiKeys several -> guard(several);
            case Authentication.Digest digest -> refused(digest, "digest");
            case Authentication.OAuth2 oauth -> refused(oauth, "oauth2");
            case Authentication.Other other -> refused(other, other.type());
        };
    }

    /** A guard that lets nobody in. */
    Guard closed() {
        return guard(new Scheme.None());
    }

    private Guard guard(Authentication asked) {
        Scheme scheme = new AuthenticationCompiler(variables, log).compile(asked);
        if (!shown(scheme)) {
            log.error(
                    asked.where(),
                    "a caller with nothing to show would be let in (expected: a secret that is not empty)");
            return closed();
        }
        return guard(scheme);
    }

    /** Whether there is something to show: an empty token or key proves nothing. */
    private static boolean shown(Scheme scheme) {
        return switch (scheme) {
            case Scheme.Bearer bearer -> !bearer.token().parts().isEmpty();
            case Scheme.Basic basic ->
                !basic.username().parts().isEmpty() || !basic.password().parts().isEmpty();
            case Scheme.ApiKeys several ->
                !several.keys().isEmpty()
                        && several.keys().stream()
                                .noneMatch(key -> key.value().parts().isEmpty());
            case Scheme.None none -> false;
            case Scheme.Digest digest -> false;
            case Scheme.OAuth2 oauth -> false;
        };
    }

    private Guard refused(Authentication asked, String type) {
        if (!type.isEmpty()) {
            log.error(
                    asked.where(),
                    "callers cannot be checked by '" + type + "' in this version, and the adapter is not served without"
                            + " (expected: bearer, basic or apikey)");
        }
        return closed();
    }

    private Guard guard(Scheme scheme) {
        return new Guard(scheme, file, variables.sources());
    }
}
