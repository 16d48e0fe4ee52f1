package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.auth.UnfitVariableException;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.bus.ForwardedHeaders;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.format.HeaderFields;
import io.portolan.plan.Passthrough;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the headers of one operation's request. Who comes first wins a name: the credential, what the settings add,
 * declared parameters, what callers send along, our own defaults.
 */
final class HeaderWriter {

    private static final Header AGENT = new Header("User-Agent", agent());

    // RFC 9110 12.5.3: without it any coding is welcome. Only a REST caller sees the coding of an answer.
    private static final Header PLAIN = new Header("Accept-Encoding", "identity");

    private final List<Entry> headers = new ArrayList<>();
    private final List<Entry> cookies = new ArrayList<>();
    private final List<Header> credential;
    private final String credentialCookies;
    private final Map<String, Template> fixed = new LinkedHashMap<>();
    private final Passthrough passthrough;
    private final VariableTexts variables;
    private final boolean authenticated;

    /** One parameter. */
    private record Entry(int index, UpstreamParameter parameter) {

        boolean authorization() {
            return parameter.name().equalsIgnoreCase("Authorization");
        }
    }

    HeaderWriter(UpstreamOperation operation, Credential credential, Bindings bindings) {
        this.passthrough = operation.extras().passthrough();
        this.variables = new VariableTexts(bindings);
        this.authenticated = credential != Credential.NONE;
        this.credential = credential.headers().stream()
                .map(pair -> new Header(pair.name(), pair.value()))
                .toList();
        this.credentialCookies = credential.cookies().stream()
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("; "));
        operation.extras().headers().forEach((name, value) -> {
            if (!ours(name) && !HeaderNames.REQUEST_FRAMING.contains(name)) {
                fixed.put(name, value);
            }
        });
        for (int i = 0; i < operation.parameters().size(); i++) {
            Entry entry = new Entry(i, operation.parameters().get(i));
            switch (entry.parameter().place()) {
                case HEADER -> addHeader(entry);
                case COOKIE -> addCookie(entry, credential.cookies());
                case PATH, QUERY, FLAG, NONE -> {}
            }
        }
    }

    /**
     * The headers of one request.
     *
     * @param contentType of the body; null without one
     * @throws Failure naming the header whose value cannot travel
     */
    List<Header> write(List<@Nullable Value> values, Invocation invocation, @Nullable String contentType) {
        List<Header> out = new ArrayList<>();
        for (int i = 0; i < credential.size(); i++) {
            out.add(credential.get(i));
        }
        fixed.forEach((name, value) -> out.add(new Header(name, fixed(value))));
        declared(out, values, invocation.context().surface());
        forwarded(out, invocation);
        if (contentType != null) {
            contentType(out, contentType);
        }
        if (invocation.context().surface() != Surface.REST) {
            absent(out, PLAIN, out.size());
        }
        absent(out, AGENT, out.size());
        return out;
    }

    private void addHeader(Entry entry) {
        String name = entry.parameter().name();
        boolean ours = ours(name) || fixed.keySet().stream().anyMatch(name::equalsIgnoreCase);
        if (HeaderFields.token(name) && !HeaderNames.REQUEST_FRAMING.contains(name) && !ours) {
            if (!entry.authorization() || !authenticated) {
                headers.add(entry);
            }
        }
    }

    private boolean ours(String header) {
        return credential.stream().anyMatch(field -> field.name().equalsIgnoreCase(header));
    }

    private void addCookie(Entry entry, List<Credential.Pair> taken) {
        String name = entry.parameter().name();
        boolean ours =
                ours("Cookie") || taken.stream().anyMatch(pair -> pair.name().equals(name));
        if (HeaderFields.token(name) && !ours) {
            cookies.add(entry);
        }
    }

    private void declared(List<Header> out, List<@Nullable Value> values, Surface surface) {
        for (Entry entry : headers) {
            Value value = values.get(entry.index());
            // A model must not choose whose rights a call has.
            boolean withheld = entry.authorization() && surface == Surface.MCP;
            if (value != null && !withheld) {
                String text = Texts.of(value);
                check(entry, Texts.headerFault(text));
                out.add(new Header(entry.parameter().name(), text));
            }
        }
        cookies(out, values);
    }

    private void cookies(List<Header> out, List<@Nullable Value> values) {
        if (cookies.isEmpty() && credentialCookies.isEmpty()) {
            return;
        }
        StringBuilder pairs = new StringBuilder(credentialCookies);
        for (Entry entry : cookies) {
            Value value = values.get(entry.index());
            if (value != null) {
                String text = Texts.of(value);
                check(entry, Texts.cookieFault(text));
                pairs.append(pairs.isEmpty() ? "" : "; ")
                        .append(entry.parameter().name())
                        .append('=')
                        .append(text);
            }
        }
        if (!pairs.isEmpty()) {
            out.add(new Header("Cookie", pairs.toString()));
        }
    }

    private String fixed(Template value) {
        String text = variables.text(value);
        if (Texts.headerFault(text) != null) {
            throw Refusals.unfit(
                    new UnfitVariableException(String.join(", ", value.variables())), variables.bindings());
        }
        return text;
    }

    private void forwarded(List<Header> out, Invocation invocation) {
        int taken = out.size();
        for (Header header : invocation.headers()) {
            if (ForwardedHeaders.allows(header.name())
                    || passes(header.name(), invocation.context().surface())) {
                String fault = Texts.headerFault(header.value());
                if (fault != null) {
                    throw Refusals.input("header", header.name(), fault);
                }
                absent(out, header, taken);
            }
        }
    }

    // Whoever calls on the bus, the consumer is the one that decides.
    private boolean passes(String name, Surface surface) {
        boolean authorization = name.equalsIgnoreCase("Authorization");
        return passthrough.allowsHeader(name)
                && HeaderFields.token(name)
                && !HeaderNames.REQUEST_FRAMING.contains(name)
                && (!authorization || (!authenticated && surface == Surface.REST));
    }

    private static void contentType(List<Header> out, String contentType) {
        String fault = Texts.headerFault(contentType);
        if (fault != null) {
            throw Refusals.input("header", "Content-Type", fault);
        }
        absent(out, new Header("Content-Type", contentType), out.size());
    }

    /** Adds a header unless one of the first ones has its name. */
    private static void absent(List<Header> out, Header header, int first) {
        for (int i = 0; i < first; i++) {
            if (out.get(i).name().equalsIgnoreCase(header.name())) {
                return;
            }
        }
        out.add(header);
    }

    private static void check(Entry entry, @Nullable String fault) {
        if (fault != null) {
            throw Refusals.input(entry.parameter(), fault);
        }
    }

    private static String agent() {
        String version = HeaderWriter.class.getPackage().getImplementationVersion();
        return version == null ? "Portolan" : "Portolan/" + version;
    }
}
