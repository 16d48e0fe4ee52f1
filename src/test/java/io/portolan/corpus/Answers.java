package io.portolan.corpus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Whether the upstream's answer came back. */
final class Answers {

    private Answers() {}

    static List<String> rest(Case one, Caller.Answered got) {
        List<String> out = new ArrayList<>();
        Case.Answer sent = one.answer();
        if (got.status() != sent.status()) {
            out.add("answer status: expected " + sent.status() + ", got " + got.status() + " " + got.body());
        } else if (one.method().equals("HEAD")) {
            return out;
        } else if (sent.shaped() != null) {
            shaped(sent.shaped(), got.body().toString(), out);
        } else if (!got.body().equals(sent.body())) {
            out.add("answer body: expected " + sent.body() + ", got " + got.body());
        } else if (sent.contentType() != null && !sent.contentType().equals(got.contentType())) {
            out.add("answer content-type: expected " + sent.contentType() + ", got " + got.contentType());
        }
        return out;
    }

    static List<String> mcp(Case one, JsonObject answer) {
        List<String> out = new ArrayList<>();
        Case.Answer sent = one.answer();
        JsonObject result = answer.getJsonObject("result");
        if (result == null) {
            out.add("answer: no result but " + answer.encode());
            return out;
        }
        boolean error = sent.status() >= 400;
        if (result.getBoolean("isError", false) != error) {
            out.add("answer isError: expected " + error + ", got " + result.encode());
        }
        JsonArray content = result.getJsonArray("content", new JsonArray());
        JsonObject first = content.isEmpty() ? new JsonObject() : content.getJsonObject(0);
        if (sent.body().length() == 0) {
            return out;
        }
        if ("application/octet-stream".equals(sent.contentType())) {
            String blob = first.getJsonObject("resource", new JsonObject()).getString("blob", "");
            if (!blob.equals(Base64.getEncoder().encodeToString(sent.body().getBytes()))) {
                out.add("answer blob: got " + result.encode());
            }
        } else if (sent.shaped() != null) {
            shaped(sent.shaped(), first.getString("text", ""), out);
        } else if (!sent.body().toString().equals(first.getString("text"))) {
            out.add("answer text: expected " + sent.body() + ", got " + result.encode());
        }
        return out;
    }

    private static void shaped(String expected, String got, List<String> out) {
        boolean same;
        try {
            same = Values.parsed(got).equals(Values.parsed(expected));
        } catch (java.io.UncheckedIOException e) {
            same = false;
        }
        if (!same) {
            out.add("answer shape: expected " + expected + ", got " + got);
        }
    }
}
