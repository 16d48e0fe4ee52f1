package io.portolan.auth;

import io.portolan.expr.Template;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to come by an {@code Authorization} that is not known before somebody is asked. Prints no value. */
public sealed interface Login {

    /** The answer to a challenge is computed from these (RFC 7616). */
    record Digest(String username, String password) implements Login {

        @Override
        public String toString() {
            return "digest <redacted>";
        }
    }

    /**
     * A token endpoint gives a bearer token for these (RFC 6749).
     *
     * @param authorization of the client, for the token request; null when it is among the form's parameters
     * @param form the parameters of the token request; a {@code refresh_token} among them may be replaced by a newer
     */
    record Grant(URI tokenEndpoint, @Nullable String authorization, Map<String, String> form) implements Login {

        public Grant {
            form = Map.copyOf(form);
        }

        static Grant of(Scheme.OAuth2 oauth, Filling filling) {
            Map<String, String> form = new LinkedHashMap<>();
            Template refreshToken = oauth.refreshToken();
            form.put("grant_type", refreshToken == null ? "client_credentials" : "refresh_token");
            if (refreshToken != null) {
                form.put("refresh_token", filling.text(refreshToken));
            }
            oauth.extras().forEach((name, value) -> form.put(name, filling.text(value)));
            String clientId = filling.text(oauth.clientId());
            Template secret = oauth.clientSecret();
            String authorization = null;
            if (secret != null && !oauth.clientInBody()) {
                // RFC 6749 2.3.1: each of the two is encoded before they are joined.
                authorization = "Basic "
                        + Filling.base64(Filling.percent(clientId) + ":" + Filling.percent(filling.text(secret)));
            } else {
                form.put("client_id", clientId);
                if (secret != null) {
                    form.put("client_secret", filling.text(secret));
                }
            }
            return new Grant(endpoint(oauth.tokenEndpoint(), filling), authorization, form);
        }

        private static URI endpoint(Template template, Filling filling) {
            String text = filling.header(template);
            try {
                URI uri = URI.create(text.trim());
                boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
                if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                    return uri;
                }
            } catch (IllegalArgumentException notAUri) {
                // Said below: the text may hold more than the address, so that it is not repeated.
            }
            String fault = "gives no address of a token endpoint (expected: https://, a host and a path)";
            throw template.variables().isEmpty()
                    ? new IllegalArgumentException("tokenEndpoint " + fault)
                    : new UnfitVariableException(template.variables().getFirst(), fault);
        }

        @Override
        public String toString() {
            return "oauth2 " + tokenEndpoint.getHost() + " <redacted>";
        }
    }
}
