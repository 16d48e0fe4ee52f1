package io.portolan.plan;

import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an API lives as far as its file says: a base URI that may have holes for variables, or may be missing. An API
 * that cannot be found yet is served all the same; its calls fail until a variable or the settings say where it is.
 */
public record BaseUriTemplate(Template template) {

    /** What the settings or a file ought to hold. */
    public static final String EXPECTED = "http:// or https://, a host, and a path at most";

    /** The built-in upstream. */
    public static final BaseUriTemplate SANDBOX = new BaseUriTemplate(Template.text("sandbox:"));

    /** What became of it once the variables are known. */
    public sealed interface Resolution {}

    /** It is known. */
    public record Found(BaseUri baseUri) implements Resolution {}

    /** A variable has no value. */
    public record Unset(String variable) implements Resolution {}

    /** It is none; the reason says what is wrong with it, without showing a variable's value. */
    public record Unusable(String reason) implements Resolution {}

    /** One that is known. */
    public static BaseUriTemplate of(BaseUri baseUri) {
        return new BaseUriTemplate(Template.text(baseUri.toString()));
    }

    /** Whether nothing is said at all. */
    public boolean missing() {
        return template.parts().isEmpty();
    }

    /** Whether variables decide. */
    public boolean open() {
        return !template.variables().isEmpty();
    }

    /**
     * Fills the holes.
     *
     * @param variables gives the value of a variable, or null
     */
    public Resolution resolve(Function<String, @Nullable String> variables) {
        if (equals(SANDBOX)) {
            return new Found(BaseUri.SANDBOX);
        }
        if (missing()) {
            return new Unusable("the file gives no baseUri");
        }
        for (String variable : template.variables()) {
            if (variables.apply(variable) == null) {
                return new Unset(variable);
            }
        }
        return parse(String.valueOf(template.render(Scope.ofVariables(variables))));
    }

    private Resolution parse(String text) {
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException e) {
            return new Unusable("baseUri '" + this + "' is not a URI (expected: " + EXPECTED + ")");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return new Unusable("baseUri '" + this + "' is not a base URI (expected: " + EXPECTED + ")");
        }
        if (uri.getRawUserInfo() != null) {
            return new Unusable("a baseUri holds no user or password (expected: authentication of type basic)");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new Found(new BaseUri(scheme, host(uri.getHost()), port, withoutTrailingSlash(uri.getRawPath())));
    }

    private static String host(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutTrailingSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    @Override
    public String toString() {
        return missing() ? "(none)" : template.toString();
    }
}
