package io.portolan.mcp;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The API behind {@code conformance.yaml}: answers of every kind. */
final class ConformanceUpstream {

    /** A picture of one point. */
    private static final Buffer PNG = Buffer.buffer(
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="));

    /** A sound of no samples. */
    private static final Buffer WAV =
            Buffer.buffer(Base64.getDecoder().decode("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="));

    /** Starts it, and writes the file with its port. */
    static void start(Vertx vertx, Path folder) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx).answers(ConformanceUpstream::answer);
        String file = Files.readString(Path.of("src", "test", "resources", "mcp", "conformance.yaml"));
        Files.writeString(
                folder.resolve("conformance.yaml"), file.replace("@PORT@", Integer.toString(upstream.port())));
    }

    private static void answer(Received request, HttpServerResponse response) {
        switch (request.uri()) {
            case "/content/image" -> send(response, "image/png", PNG);
            case "/content/audio" -> send(response, "audio/wav", WAV);
            case "/content/resource" ->
                send(
                        response.putHeader("content-location", "test://embedded-resource"),
                        "text/plain",
                        Buffer.buffer("This is an embedded resource content."));
            case "/content/several" -> send(response, "multipart/mixed; boundary=part", several());
            case "/content/error" ->
                send(
                        response.setStatusCode(500),
                        "text/plain",
                        Buffer.buffer("This tool intentionally returns an error for testing"));
            default ->
                send(
                        response,
                        "application/json",
                        new JsonObject().put("asked", request.uri()).toBuffer());
        }
    }

    private static Buffer several() {
        return Buffer.buffer()
                .appendString("--part\r\nContent-Type: text/plain\r\n\r\nMultiple content types test:\r\n")
                .appendString("--part\r\nContent-Type: image/png\r\n\r\n")
                .appendBuffer(PNG)
                .appendString("\r\n--part\r\nContent-Type: application/json\r\n")
                .appendString("Content-Location: test://mixed-content-resource\r\n\r\n")
                .appendString("{\"test\":\"data\",\"value\":123}\r\n--part--\r\n");
    }

    private static void send(HttpServerResponse response, String type, Buffer body) {
        response.putHeader("content-type", type).end(body);
    }

    private ConformanceUpstream() {}
}
