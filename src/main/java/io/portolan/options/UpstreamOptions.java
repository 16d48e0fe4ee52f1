package io.portolan.options;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the capability files for the upstreams of one pattern. The files are never changed. Texts may hold
 * {@code {{VARIABLE}}}. May hold secrets, so it prints names only.
 *
 * @param pattern a consumed namespace, in which {@code *} stands for any text
 * @param source where the pattern was written, such as {@code conf/portolan.yaml:3:5}; empty when it was not
 * @param baseUri instead of the declared one; null keeps that
 * @param authentication instead of the declared one; null keeps that
 * @param headers sent with every request, by name
 * @param query sent with every request, by name
 * @param arrayStyle of query parameters; null for the usual one
 * @param parameterStyles the same for single query parameters, by name
 * @param contentType of request bodies: {@code json}, {@code form} or a media type; null for JSON
 * @param confirm whether MCP callers are asked before a destructive tool calls there; null for no
 */
public record UpstreamOptions(
        String pattern,
        String source,
        @Nullable String baseUri,
        @Nullable Authentication authentication,
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable QueryStyle arrayStyle,
        Map<String, QueryStyle> parameterStyles,
        @Nullable String contentType,
        AllowOptions allow,
        LimitChanges limits,
        TimeoutChanges timeouts,
        StreamChanges streams,
        RedirectOptions redirects,
        @Nullable Boolean confirm) {

    /**
     * An {@code authentication} section as a capability file would spell it. Holds secrets, so it does not print.
     *
     * @param source the file it stands in
     * @param yaml its mapping; the lines before it in the file are empty ones here, so that positions are the file's
     */
    public record Authentication(String source, String yaml) {

        @Override
        public String toString() {
            return "Authentication[" + source + "]";
        }
    }

    public UpstreamOptions {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        parameterStyles = Collections.unmodifiableMap(new LinkedHashMap<>(parameterStyles));
    }

    /** Options that change nothing. */
    public static UpstreamOptions of(String pattern) {
        return new UpstreamOptions(
                pattern,
                "",
                null,
                null,
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                null,
                AllowOptions.NONE,
                LimitChanges.NONE,
                TimeoutChanges.NONE,
                StreamChanges.NONE,
                RedirectOptions.NONE,
                null);
    }

    /** Everything said for one namespace. Key by key the most specific pattern wins: exact, longest beginning, {@code *}. */
    public static UpstreamOptions merged(List<UpstreamOptions> all, String namespace) {
        return all.stream()
                .filter(options -> options.matches(namespace))
                .sorted(Comparator.comparingInt(UpstreamOptions::specificity).reversed())
                .reduce(of(namespace), (more, less) -> more.over(less));
    }

    /** Whether the pattern means this namespace. */
    public boolean matches(String namespace) {
        String form =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(form, Pattern.DOTALL).matcher(namespace).matches();
    }

    private int specificity() {
        int star = pattern.indexOf('*');
        return star < 0 ? Integer.MAX_VALUE : star;
    }

    private UpstreamOptions over(UpstreamOptions less) {
        return new UpstreamOptions(
                pattern,
                source,
                baseUri == null ? less.baseUri : baseUri,
                authentication == null ? less.authentication : authentication,
                joined(less.headers, headers),
                joined(less.query, query),
                arrayStyle == null ? less.arrayStyle : arrayStyle,
                joined(less.parameterStyles, parameterStyles),
                contentType == null ? less.contentType : contentType,
                allow.over(less.allow),
                limits.over(less.limits),
                timeouts.over(less.timeouts),
                streams.over(less.streams),
                redirects.over(less.redirects),
                confirm == null ? less.confirm : confirm);
    }

    private static <T> Map<String, T> joined(Map<String, T> less, Map<String, T> more) {
        Map<String, T> joined = new LinkedHashMap<>(less);
        joined.putAll(more);
        return joined;
    }

    public UpstreamOptions withBaseUri(String baseUri) {
        return with(draft -> draft.baseUri = baseUri);
    }

    /**
     * Replaces the declared authentication.
     *
     * @param yaml the section as a capability file would spell it, such as {@code {type: bearer, token: '{{KEY}}'}}
     */
    public UpstreamOptions withAuthentication(String yaml) {
        return with(draft -> draft.authentication = new Authentication("upstreams." + pattern, yaml));
    }

    public UpstreamOptions withHeaders(Map<String, String> headers) {
        return with(draft -> draft.headers = headers);
    }

    public UpstreamOptions withQuery(Map<String, String> query) {
        return with(draft -> draft.query = query);
    }

    public UpstreamOptions withArrayStyle(QueryStyle arrayStyle) {
        return with(draft -> draft.arrayStyle = arrayStyle);
    }

    public UpstreamOptions withParameterStyles(Map<String, QueryStyle> parameterStyles) {
        return with(draft -> draft.parameterStyles = parameterStyles);
    }

    public UpstreamOptions withContentType(String contentType) {
        return with(draft -> draft.contentType = contentType);
    }

    public UpstreamOptions withAllow(AllowOptions allow) {
        return with(draft -> draft.allow = allow);
    }

    public UpstreamOptions withLimits(LimitChanges limits) {
        return with(draft -> draft.limits = limits);
    }

    public UpstreamOptions withTimeouts(TimeoutChanges timeouts) {
        return with(draft -> draft.timeouts = timeouts);
    }

    public UpstreamOptions withStreams(StreamChanges streams) {
        return with(draft -> draft.streams = streams);
    }

    /** Where downloads may be followed to. */
    public UpstreamOptions withRedirects(RedirectOptions redirects) {
        return with(draft -> draft.redirects = redirects);
    }

    /** Whether MCP callers are asked before a destructive tool calls there. */
    public UpstreamOptions withConfirm(boolean confirm) {
        return with(draft -> draft.confirm = confirm);
    }

    private UpstreamOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options(this);
    }

    /** The same options, while one of them is changed. */
    private static final class Draft {

        private @Nullable String baseUri;
        private @Nullable Authentication authentication;
        private Map<String, String> headers;
        private Map<String, String> query;
        private @Nullable QueryStyle arrayStyle;
        private Map<String, QueryStyle> parameterStyles;
        private @Nullable String contentType;
        private AllowOptions allow;
        private LimitChanges limits;
        private TimeoutChanges timeouts;
        private StreamChanges streams;
        private RedirectOptions redirects;
        private @Nullable Boolean confirm;

        Draft(UpstreamOptions options) {
            baseUri = options.baseUri;
            authentication = options.authentication;
            headers = options.headers;
            query = options.query;
            arrayStyle = options.arrayStyle;
            parameterStyles = options.parameterStyles;
            contentType = options.contentType;
            allow = options.allow;
            limits = options.limits;
            timeouts = options.timeouts;
            streams = options.streams;
            redirects = options.redirects;
            confirm = options.confirm;
        }

        UpstreamOptions options(UpstreamOptions before) {
            return new UpstreamOptions(
                    before.pattern,
                    before.source,
                    baseUri,
                    authentication,
                    headers,
                    query,
                    arrayStyle,
                    parameterStyles,
                    contentType,
                    allow,
                    limits,
                    timeouts,
                    streams,
                    redirects,
                    confirm);
        }
    }

    @Override
    public String toString() {
        return "UpstreamOptions[" + pattern + (source.isEmpty() ? "" : " at " + source) + "]";
    }
}
