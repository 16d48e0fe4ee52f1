package io.portolan.upstream.http;

import io.portolan.bus.Body;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.stream.ByteStream;
import io.portolan.format.MediaTypes;
import io.portolan.upstream.HeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The head of an upstream's answer. */
final class AnswerHead {

    private final HttpClientResponse response;
    private final HttpMethod method;
    private final @Nullable String contentType;
    private final long length;

    AnswerHead(HttpMethod method, HttpClientResponse response) {
        this.response = response;
        this.method = method;
        this.contentType = response.getHeader(HttpHeaders.CONTENT_TYPE);
        String announced = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.length = announced == null ? ByteStream.UNKNOWN : parsed(announced);
    }

    /** The length of the body that follows; {@link ByteStream#UNKNOWN} when only its end tells. */
    long length() {
        return bodiless() ? 0 : length;
    }

    /** Whether each part of the body is to be seen as soon as it comes, however short all of it is. */
    boolean events() {
        return MediaTypes.isEventStream(contentType);
    }

    Result result(Body body) {
        return new Result(response.statusCode(), contentType, kept(), body);
    }

    /** What of that which followed a body may be handed on. */
    static MultiMap kept(MultiMap trailers) {
        MultiMap kept = MultiMap.caseInsensitiveMultiMap();
        trailers.forEach((name, value) -> {
            if (!HeaderNames.staysBehind(name)) {
                kept.add(name, value);
            }
        });
        return kept;
    }

    private boolean bodiless() {
        int status = response.statusCode();
        return method.equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    private List<Header> kept() {
        MultiMap headers = response.headers();
        Set<String> named = Set.of();
        String connection = headers.get(HttpHeaders.CONNECTION);
        if (connection != null) {
            named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (String list : headers.getAll(HttpHeaders.CONNECTION)) {
                addNames(named, list);
            }
        }
        List<Header> kept = new ArrayList<>(headers.size());
        for (Map.Entry<String, String> header : headers) {
            if (!HeaderNames.staysBehind(header.getKey()) && !named.contains(header.getKey())) {
                kept.add(new Header(header.getKey(), header.getValue()));
            }
        }
        if (length > 0 && bodiless()) {
            // RFC 9110 9.3.2: it says how long the body would be.
            kept.add(new Header("Content-Length", Long.toString(length)));
        }
        return kept;
    }

    private static void addNames(Set<String> names, String list) {
        int from = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', from)) {
            names.add(list.substring(from, comma).trim());
            from = comma + 1;
        }
        names.add(list.substring(from).trim());
    }

    // The decoder has seen to it that the length is a number; one too long for a long is too large for anybody.
    private static long parsed(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
