package io.portolan.mcp.answer;

import io.portolan.bus.Result;
import io.portolan.format.MediaTypes;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.part.Cut;
import io.portolan.mcp.part.Cutter;
import io.portolan.mcp.part.Excerpt;
import io.portolan.mcp.part.Form;
import io.portolan.mcp.part.Mark;
import org.jspecify.annotations.Nullable;

/**
 * What is given of an answer that is too long for one piece or does not end.
 *
 * @param cut its first part
 * @param mediaType of the answer
 * @param note says how much of it that is, in a sentence without its end
 * @param uri of what follows; null when it cannot be read
 */
record Beginning(
        Cut cut, String mediaType, String note, @Nullable String uri) {

    static Beginning of(Excerpt excerpt, Budget budget) {
        Result answer = excerpt.answer();
        byte[] read = excerpt.bytes().getBytes();
        Form form = Form.of(answer, read);
        Mark begin = Mark.of(form, 0, answer, excerpt.length());
        Cutter cutter = new Cutter(form, begin.mediaType(), read, excerpt.ended());
        Cut cut = cutter.first(budget.bytes());
        String how = about(cut, begin) + (excerpt.broken() == null ? "" : "; no more came: " + excerpt.broken());
        if (cut.last()) {
            return new Beginning(cut, begin.mediaType(), how, null);
        }
        if (MediaTypes.isEventStream(answer.contentType())) {
            String lost = how + "; what follows cannot be read: events do not come twice";
            return new Beginning(cut, begin.mediaType(), lost, null);
        }
        boolean fine = answer.status() / 100 == 2;
        Mark rest = begin.further(cut.form(), cut.to(), excerpt.length());
        String uri = budget.follow(fine, rest, () -> cutter.parts(cut.to(), cut.form(), budget.bytes()));
        boolean lost = uri != null && !excerpt.ended() && !budget.again(fine);
        String kept = lost ? "; of it the first " + read.length + " bytes are kept, and the rest is dropped" : "";
        String none = "; what follows cannot be read: it is not kept, and the call is not made twice";
        return new Beginning(cut, begin.mediaType(), how + kept + (uri == null ? none : ""), uri);
    }

    /** What the first part is, and where the rest is, in one sentence. */
    String sentence() {
        String what = cut.form() == Form.BYTES ? " for its bytes, part by part" : " for what follows";
        return uri == null ? note : note + "; read resource " + uri + what;
    }

    /** The same, with something more to say. */
    Beginning noting(String more) {
        return new Beginning(cut, mediaType, note + "; " + more, uri);
    }

    private static String about(Cut cut, Mark answer) {
        String type = answer.mediaType().split(";", 2)[0].strip();
        String of = (answer.length() < 0 ? "" : " of " + answer.length()) + " bytes of " + type;
        return switch (cut.form()) {
            case LIST ->
                "This is a part of the answer: the first " + cut.elements() + " elements of its list, " + cut.to() + of;
            case TEXT, ELEMENTS -> "This is a part of the answer: its first " + cut.to() + of;
            case BYTES ->
                "The answer is not shown: "
                        + (answer.length() < 0 ? type + " of unknown length" : answer.length() + " bytes of " + type);
        };
    }
}
