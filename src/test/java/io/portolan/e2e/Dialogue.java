package io.portolan.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a capability file says in its comments about its own use:
 *
 * <pre>
 * # -> POST /ships {"name": "Neptun"}       a REST request
 * # -> tool add-ship {"name": "Neptun"}     or a call of a tool
 * # -> resource ships://7                   or what a resource holds
 * # -> prompt greet {"name": "Neptun"}      or what a prompt says
 * # -> header X-Team: blue                  a header of the request
 * # upstream <- POST /v1/ships {...}        what has to arrive there, in order
 * # upstream <- header Content-Type: ...    a header of it
 * # upstream -> 201 {"id": 7}               what is answered there; 200 {} otherwise
 * # <- 201 {"id": 7}                        what has to come back; over MCP 'ok', or 'error' of a tool, or 'failed'
 * # <- header X-Step: two                   a header of it, over REST
 * # problem: error: unknown flow            a problem that has to be found
 * </pre>
 *
 * A body that begins with {@code ~} is a part of the whole.
 */
record Dialogue(List<Exchange> exchanges, List<String> problems) {

    /** A request, upstream or down. */
    record Request(String method, String target, Map<String, String> headers, String body) {}

    /** An answer, with an empty text where nothing is said of its type or body. */
    record Answer(String status, String type, String body, Map<String, String> headers) {}

    /** One request and all that follows from it. */
    record Exchange(int line, Request request, List<Request> arriving, List<Answer> answering, List<Answer> coming) {}

    private static final Pattern LINE = Pattern.compile("^# (->|upstream <-|upstream ->|<-|problem:) (.+)$");
    private static final Pattern HEADER = Pattern.compile("^header ([^: ]+): (.*)$");
    private static final Pattern ANSWER = Pattern.compile("^(\\w+)(?: ([a-z]+/[\\w.+-]+))?(?: (.*))?$");

    static Dialogue of(String file) {
        Dialogue dialogue = new Dialogue(new ArrayList<>(), new ArrayList<>());
        int number = 0;
        for (String line : file.lines().toList()) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                dialogue.add(number, matcher.group(1), matcher.group(2));
            }
        }
        return dialogue;
    }

    private void add(int line, String speaker, String text) {
        Matcher header = HEADER.matcher(text);
        boolean isHeader = header.matches();
        switch (speaker) {
            case "problem:" -> problems.add(text);
            case "->" -> {
                if (isHeader) {
                    exchanges.getLast().request().headers().put(header.group(1), header.group(2));
                } else {
                    Request request = request(text);
                    exchanges.add(new Exchange(line, request, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                }
            }
            case "upstream <-" -> {
                List<Request> arriving = exchanges.getLast().arriving();
                if (isHeader) {
                    arriving.getLast().headers().put(header.group(1), header.group(2));
                } else {
                    arriving.add(request(text));
                }
            }
            case "upstream ->" -> exchanges.getLast().answering().add(answer(text));
            default -> {
                List<Answer> coming = exchanges.getLast().coming();
                if (isHeader) {
                    coming.getLast().headers().put(header.group(1), header.group(2));
                } else {
                    coming.add(answer(text));
                }
            }
        }
    }

    private static Request request(String text) {
        String[] words = text.split(" ", 3);
        return new Request(words[0], words[1], new LinkedHashMap<>(), words.length < 3 ? "" : unescaped(words[2]));
    }

    private static Answer answer(String text) {
        Matcher matcher = ANSWER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no answer: " + text);
        }
        return new Answer(
                matcher.group(1),
                orEmpty(matcher.group(2)),
                unescaped(orEmpty(matcher.group(3))),
                new LinkedHashMap<>());
    }

    /** Line ends are written {@code ^r} and {@code ^n}, since backslashes belong to JSON. */
    private static String unescaped(String text) {
        return text.replace("^r", "\r").replace("^n", "\n");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
