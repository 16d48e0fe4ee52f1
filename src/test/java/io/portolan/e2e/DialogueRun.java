package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.e2e.Dialogue.Answer;
import io.portolan.e2e.Dialogue.Exchange;
import io.portolan.e2e.Dialogue.Request;
import io.portolan.testing.FakeUpstream;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Serves one capability file in front of an upstream that answers as its comments say, and holds it to them. */
final class DialogueRun {

    /** Stands in the files for the upstream. */
    private static final String ORIGIN = "https://api.example.com";

    private final FakeUpstream upstream;
    private final RunningPortolan portolan;
    private final Dialogue dialogue;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> faults = new ArrayList<>();
    private final Path file;

    private DialogueRun(Vertx vertx, Path file, Path folder) throws IOException {
        this.file = file;
        this.upstream = FakeUpstream.start(vertx).answers(this::answer);
        String text = Files.readString(file);
        this.dialogue = Dialogue.of(text);
        copyNeighbours(folder);
        Path copy = folder.resolve(file.getFileName());
        Files.writeString(copy, served(text));
        this.portolan = RunningPortolan.start(
                vertx, RunningPortolan.anyPorts().withCapabilities(List.of(copy.toString())), key -> "key-" + key);
    }

    private String served(String text) {
        return text.replace(ORIGIN, "http://127.0.0.1:" + upstream.port());
    }

    /** Everything that went otherwise than the file says, as lines. */
    static List<String> faults(Vertx vertx, Path file, Path folder) throws IOException {
        DialogueRun run = new DialogueRun(vertx, file, folder);
        try {
            run.dialogue.exchanges().forEach(run::exchange);
            run.problems();
        } finally {
            RunningPortolan.await(run.portolan.portolan().close());
        }
        return run.faults;
    }

    static int exchanges(Path file) throws IOException {
        Dialogue dialogue = Dialogue.of(Files.readString(file));
        return dialogue.exchanges().size() + dialogue.problems().size();
    }

    /** What files name beside them: schemas and imports. */
    private void copyNeighbours(Path folder) throws IOException {
        try (Stream<Path> neighbours = Files.list(file.resolveSibling("files"))) {
            Path target = Files.createDirectories(folder.resolve("files"));
            for (Path neighbour : neighbours.toList()) {
                Path copy = target.resolve(neighbour.getFileName());
                if (copy.toString().endsWith(".yaml")) {
                    Files.writeString(copy, served(Files.readString(neighbour)));
                } else {
                    Files.copy(neighbour, copy);
                }
            }
        } catch (NoSuchFileException none) {
            // Most files name nothing.
        }
    }

    private void answer(FakeUpstream.Received request, HttpServerResponse response) {
        Answer answer = answers.poll();
        if (answer == null) {
            answer = new Answer("200", "", "{}", Map.of());
        }
        response.setStatusCode(Integer.parseInt(answer.status()));
        if (answer.body().isEmpty()) {
            response.end();
        } else {
            String type = answer.type().isEmpty() ? "application/json" : answer.type();
            response.putHeader("content-type", type).end(body(answer.body()));
        }
    }

    /** Bytes that are no text are written in base64. */
    private static Buffer body(String text) {
        return text.startsWith("base64:")
                ? Buffer.buffer(Base64.getDecoder().decode(text.substring("base64:".length())))
                : Buffer.buffer(text);
    }

    private void exchange(Exchange exchange) {
        answers.clear();
        answers.addAll(exchange.answering());
        int before = upstream.received().size();
        String where = file.getFileName() + ":" + exchange.line() + ": ";
        try {
            switch (exchange.request().method()) {
                case "tool" -> tool(exchange, where);
                case "resource" -> resource(exchange, where);
                case "prompt" -> prompt(exchange, where);
                default -> rest(exchange, where);
            }
        } catch (RuntimeException | AssertionError e) {
            faults.add(where + e);
        }
        List<FakeUpstream.Received> received =
                upstream.received().subList(before, upstream.received().size());
        arrived(exchange, received, where);
    }

    private void rest(Exchange exchange, String where) {
        Request request = exchange.request();
        HttpRequest<Buffer> asked = portolan.rest(request.method(), request.target());
        request.headers().forEach(asked::putHeader);
        if (!request.body().isEmpty() && !request.headers().containsKey("Content-Type")) {
            asked.putHeader("content-type", "application/json");
        }
        HttpResponse<Buffer> answer =
                RunningPortolan.await(request.body().isEmpty() ? asked.send() : asked.sendBuffer(body(request.body())));
        Answer wanted = exchange.coming().getFirst();
        String got = answer.bodyAsString() == null ? "" : answer.bodyAsString();
        if (!String.valueOf(answer.statusCode()).equals(wanted.status()) || differs(wanted.body(), got)) {
            faults.add(where + "expected " + wanted + ", got " + answer.statusCode() + " " + got);
        }
        headers("", wanted.headers(), answer.headers(), where);
    }

    private void tool(Exchange exchange, String where) {
        JsonObject answer = portolan.rpc("/mcp", "tools/call", named(exchange.request()));
        JsonObject result = answer.getJsonObject("result");
        String status = result == null ? "failed" : result.getBoolean("isError", false) ? "error" : "ok";
        compare(exchange, status, result == null ? answer.encode() : text(result.getJsonArray("content")), where);
    }

    private void resource(Exchange exchange, String where) {
        String params = "{\"uri\":\"" + exchange.request().target() + "\"}";
        JsonObject answer = portolan.rpc("/mcp", "resources/read", params);
        JsonObject result = answer.getJsonObject("result");
        compare(
                exchange,
                result == null ? "failed" : "ok",
                result == null ? answer.encode() : text(result.getJsonArray("contents")),
                where);
    }

    private void prompt(Exchange exchange, String where) {
        JsonObject answer = portolan.rpc("/mcp", "prompts/get", named(exchange.request()));
        JsonObject result = answer.getJsonObject("result");
        compare(
                exchange,
                result == null ? "failed" : "ok",
                result == null
                        ? answer.encode()
                        : result.getJsonArray("messages").encode(),
                where);
    }

    private static String named(Request request) {
        String arguments = request.body().isEmpty() ? "{}" : request.body();
        return "{\"name\":\"" + request.target() + "\",\"arguments\":" + arguments + "}";
    }

    private void compare(Exchange exchange, String status, String got, String where) {
        Answer wanted = exchange.coming().getFirst();
        if (!status.equals(wanted.status()) || differs(wanted.body(), got)) {
            faults.add(where + "expected " + wanted + ", got " + status + " " + got);
        }
    }

    private static String text(JsonArray content) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < content.size(); index++) {
            JsonObject block = content.getJsonObject(index);
            text.append(block.getString("text", block.encode()));
        }
        return text.toString();
    }

    private void arrived(Exchange exchange, List<FakeUpstream.Received> received, String where) {
        if (exchange.arriving().isEmpty() && exchange.answering().isEmpty()) {
            if (!received.isEmpty()) {
                faults.add(where + "nothing should have arrived upstream, but "
                        + received.getFirst().uri());
            }
            return;
        }
        List<Request> wanted = exchange.arriving();
        if (!wanted.isEmpty() && wanted.size() != received.size()) {
            faults.add(where + "expected " + wanted.size() + " requests upstream, got " + received.size() + ": "
                    + received.stream()
                            .map(one -> one.method() + " " + one.uri())
                            .toList());
            return;
        }
        for (int index = 0; index < wanted.size(); index++) {
            compare(wanted.get(index), received.get(index), where);
        }
    }

    private void compare(Request wanted, FakeUpstream.Received received, String where) {
        String first = received.method() + " " + received.uri();
        if (!first.equals(wanted.method() + " " + wanted.target())
                || differs(wanted.body(), received.body().toString())) {
            faults.add(where + "expected upstream " + wanted + ", got " + first + " " + received.body());
        }
        headers("upstream ", wanted.headers(), received.headers(), where);
    }

    private void headers(String place, Map<String, String> wanted, MultiMap got, String where) {
        wanted.forEach((name, value) -> {
            if (differs(value, String.valueOf(got.get(name)))) {
                faults.add(where + "expected " + place + "header " + name + ": " + value + ", got " + got.get(name));
            }
        });
    }

    private static boolean differs(String wanted, String got) {
        if (wanted.isEmpty()) {
            return false;
        }
        if (wanted.startsWith("~")) {
            return !got.contains(wanted.substring(1).strip());
        }
        return !wanted.equals(got) && !sameJson(wanted, got);
    }

    private static boolean sameJson(String wanted, String got) {
        try {
            return !wanted.isEmpty()
                    && !got.isEmpty()
                    && Json.decodeValue(wanted).equals(Json.decodeValue(got));
        } catch (DecodeException e) {
            return false;
        }
    }

    private void problems() {
        List<String> found =
                portolan.portolan().problems().stream().map(Object::toString).toList();
        for (String problem : dialogue.problems()) {
            if (found.stream().noneMatch(line -> line.contains(problem))) {
                faults.add(file.getFileName() + ": expected a problem '" + problem + "', got " + found);
            }
        }
        if (dialogue.problems().isEmpty()) {
            assertThat(found).as(file.getFileName().toString()).noneMatch(line -> line.contains(" error: "));
        }
    }
}
