package io.portolan.upstream;

import io.portolan.auth.Credential;
import io.portolan.bus.Failure;
import io.portolan.bus.ForwardedHeaders;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the headers of one operation's request. Who comes first wins a name: the credential, declared parameters, the
 * caller's forwarded headers, our own defaults.
 */
final class HeaderWriter {

    private static final Header AGENT = new Header("User-Agent", agent());

    // RFC 9110 12.5.3: without it any coding is welcome. Only a REST caller sees the coding of an answer.
    private static final Header PLAIN = new Header("Accept-Encoding", "identity");

    private final List<Entry> headers = new ArrayList<>();
    private final List<Entry> cookies = new ArrayList<>();
    private final @Nullable Header credential;

    /** One parameter. */
    private record Entry(int index, UpstreamParameter parameter) {

        boolean authorization() {
            return parameter.name().equalsIgnoreCase("Authorization");
        }
    }

    HeaderWriter(UpstreamOperation operation, Credential credential) {
        this.credential = credential.header() == null || credential.value() == null
                ? null
                : new Header(credential.header(), credential.value());
        for (int i = 0; i < operation.parameters().size(); i++) {
            Entry entry = new Entry(i, operation.parameters().get(i));
            switch (entry.parameter().place()) {
                case HEADER -> addHeader(entry, credential != Credential.NONE);
                case COOKIE -> addCookie(entry);
                case PATH, QUERY -> {}
            }
        }
    }

    /** @throws Failure naming the header whose value cannot travel */
    List<Header> write(List<@Nullable Value> values, Invocation invocation, boolean withBody) {
        List<Header> out = new ArrayList<>();
        if (credential != null) {
            out.add(credential);
        }
        declared(out, values, invocation.context().surface());
        forwarded(out, invocation.headers());
        if (withBody) {
            contentType(out, invocation.contentType());
        }
        if (invocation.context().surface() != Surface.REST) {
            absent(out, PLAIN, out.size());
        }
        absent(out, AGENT, out.size());
        return out;
    }

    private void addHeader(Entry entry, boolean authenticated) {
        String name = entry.parameter().name();
        boolean ours = credential != null && credential.name().equalsIgnoreCase(name);
        if (Texts.token(name) && !HeaderNames.REQUEST_FRAMING.contains(name) && !ours) {
            if (!entry.authorization() || !authenticated) {
                headers.add(entry);
            }
        }
    }

    private void addCookie(Entry entry) {
        boolean ours = credential != null && credential.name().equalsIgnoreCase("Cookie");
        if (Texts.token(entry.parameter().name()) && !ours) {
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
        StringBuilder pairs = new StringBuilder();
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

    private static void forwarded(List<Header> out, List<Header> headers) {
        int taken = out.size();
        for (Header header : headers) {
            if (ForwardedHeaders.allows(header.name())) {
                String fault = Texts.headerFault(header.value());
                if (fault != null) {
                    throw Refusals.input("header", header.name(), fault);
                }
                absent(out, header, taken);
            }
        }
    }

    private static void contentType(List<Header> out, @Nullable String contentType) {
        String type = contentType == null ? "application/json" : contentType;
        String fault = Texts.headerFault(type);
        if (fault != null) {
            throw Refusals.input("header", "Content-Type", fault);
        }
        absent(out, new Header("Content-Type", type), out.size());
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
