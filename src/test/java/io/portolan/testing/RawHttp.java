package io.portolan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** HTTP/1.1 as bytes: sends exactly what a test writes, for requests that a well-behaved client would not make. */
public final class RawHttp {

    /** What came back; header lines as they came. */
    public record Answer(int status, List<String> headers, String body) {

        /** All values of this field, in order. */
        public List<String> all(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).trim())
                    .toList();
        }

        /** The only value of this field; empty text when there is none. */
        public String header(String name) {
            return String.join(" | ", all(name));
        }
    }

    /** {@code GET} with these header lines besides {@code Host}. */
    public static Answer get(int port, String target, String... headers) {
        return request(port, "GET " + target, "localhost:" + port, "", headers);
    }

    /** Any request line (without version) and body, {@code Connection: close} added. */
    public static Answer request(int port, String line, String host, String body, String... headers) {
        StringBuilder text = new StringBuilder(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return exchange(port, text.append("\r\n").append(body).toString());
    }

    /** Writes the text as it is and reads until the server closes. */
    public static Answer exchange(int port, String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> head = List.of(text.substring(0, Math.max(end, 0)).split("\r\n"));
        if (end < 0) {
            throw new AssertionError("no HTTP answer: '" + text + "'");
        }
        return new Answer(
                Integer.parseInt(head.getFirst().substring(9, 12)),
                head.subList(1, head.size()),
                text.substring(end + 4));
    }

    private RawHttp() {}
}
