package io.portolan.skill;

import io.portolan.files.FolderFile;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes what is found, or that the client has it already. */
final class Answers {

    private static final String ANY = "*";

    private Answers() {}

    static Future<Void> json(HttpServerRequest request, JsonDocument document) {
        HttpServerResponse response = tagged(request, document.etag());
        if (known(request, document.etag())) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (head(request)) {
            response.putHeader(
                    HttpHeaders.CONTENT_LENGTH,
                    Integer.toString(document.bytes().length()));
            return response.end();
        }
        return response.end(document.bytes());
    }

    static Future<Void> file(HttpServerRequest request, FolderFile file) {
        HttpServerResponse response = tagged(request, file.etag());
        if (known(request, file.etag())) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                // The bytes are somebody's text, to be read and not to be run where it was found.
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "sandbox");
        if (head(request)) {
            return response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(file.size()))
                    .end();
        }
        return response.sendFile(file.real().toString());
    }

    /** The head of an archive; true when there is nothing to follow. */
    static boolean archiveHead(HttpServerRequest request, String name, String etag) {
        HttpServerResponse response = tagged(request, etag);
        if (known(request, etag)) {
            response.setStatusCode(304);
            return true;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename*=UTF-8''" + Segments.encoded(name) + ".zip");
        return head(request);
    }

    static Future<Void> archive(HttpServerRequest request, Path archive) {
        return request.response().sendFile(archive.toString());
    }

    private static boolean head(HttpServerRequest request) {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** Files change under a running process: clients may keep what they got, and have to ask whether it still holds. */
    private static HttpServerResponse tagged(HttpServerRequest request, String etag) {
        return request.response()
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /** RFC 9110 13.1.2: a weak comparison. */
    private static boolean known(HttpServerRequest request, String etag) {
        String wanted = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return wanted != null
                && Arrays.stream(wanted.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals(ANY));
    }
}
