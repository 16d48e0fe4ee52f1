package io.portolan.format.jsonl;

import io.portolan.format.MalformedContentException;
import io.portolan.format.MediaTypes;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the batch input file in an upload as it passes by: the whole body, or the file of a form. A form whose {@code
 * purpose} is none that begins with {@code batch} brings another kind of file, about which nothing is said.
 */
public final class UploadCheck {

    /** What an id costs is held for every upload under way; Mistral takes a million requests, and nobody names more. */
    private static final int MOST_LINES = 1_000_000;

    private static final JsonlRules RULES =
            new JsonlRules(Long.MAX_VALUE, MOST_LINES, Long.MAX_VALUE, JsonlRules.CUSTOM_ID);

    private static final String FORM = "multipart/form-data";
    private static final String FILE = "file";
    private static final String PURPOSE = "purpose";
    private static final String BATCH = "batch";
    private static final int LONGEST_PURPOSE = 64;

    /** There is no registered one. */
    private static final Set<String> LINES_OF_JSON = Set.of(
            "application/jsonl",
            "application/jsonlines",
            "application/x-jsonlines",
            "application/ndjson",
            "application/x-ndjson");

    private final JsonlCheck check = new JsonlCheck(RULES, this::found);
    private final @Nullable MultipartReader form;
    private @Nullable String purpose;
    private int files;
    private @Nullable String fault;
    private boolean malformed;
    private boolean ended;

    private UploadCheck(String contentType) {
        boolean isForm = MediaTypes.is(contentType, FORM);
        String boundary = isForm ? PartHead.parameter(contentType, "boundary") : null;
        this.form = boundary == null || boundary.isEmpty() ? null : new MultipartReader(boundary, new Form());
        if (isForm && form == null) {
            refuse("a form without a boundary");
        }
    }

    /** Whether a body of this type may be a batch input file, or bring one. */
    public static boolean applies(@Nullable String contentType) {
        return contentType != null && !MediaTypes.isJson(contentType) && !MediaTypes.isForm(contentType);
    }

    /** For a body of this type. */
    public static UploadCheck of(String contentType) {
        return new UploadCheck(contentType);
    }

    /** Takes the bytes that come next, of which none is kept. */
    public void take(Buffer next) {
        byte[] bytes = next.getBytes();
        if (form == null) {
            takeFile(bytes, 0, bytes.length);
        } else if (!malformed) {
            try {
                form.take(bytes, 0, bytes.length);
            } catch (MalformedContentException broken) {
                refuse(broken.detail());
            }
        }
    }

    /** The body ends; whether it is refused is known then. */
    public void end() {
        ended = true;
        if (form == null) {
            check.end();
        } else if (!malformed) {
            try {
                form.end();
                if (files == 0) {
                    keep("a form without a file (expected: one, with a file name)");
                }
            } catch (MalformedContentException broken) {
                refuse(broken.detail());
            }
        }
    }

    /** Why it is refused, with the place; null when nothing is known that it is refused for. */
    public @Nullable String refusal() {
        boolean certain = malformed || form == null || purpose != null || ended;
        return certain && (malformed || batch()) ? fault : null;
    }

    private boolean batch() {
        return purpose == null || purpose.toLowerCase(Locale.ROOT).startsWith(BATCH);
    }

    private void takeFile(byte[] bytes, int from, int to) {
        if (fault == null && batch()) {
            check.take(bytes, from, to);
        }
    }

    private void found(JsonlFault first) {
        keep(first.toString());
    }

    private void refuse(String detail) {
        malformed = true;
        fault = "not " + FORM + ": " + detail;
    }

    private void keep(String sentence) {
        if (fault == null) {
            fault = sentence;
        }
    }

    /** The parts that matter. */
    private final class Form implements MultipartReader.Parts {

        private final StringBuilder value = new StringBuilder();
        private boolean file;
        private boolean field;

        @Override
        public void begin(PartHead head) {
            file = head.file() || head.name().equals(FILE) || isLines(head.contentType());
            field = !file && head.name().equals(PURPOSE);
            if (file && ++files > 1) {
                keep("a second file (expected: one)");
            }
        }

        @Override
        public void take(byte[] bytes, int from, int to) {
            if (file) {
                takeFile(bytes, from, to);
            }
            for (int at = from; field && at < to && value.length() < LONGEST_PURPOSE; at++) {
                value.append((char) bytes[at]);
            }
        }

        @Override
        public void end() {
            if (file && fault == null && batch()) {
                check.end();
            }
            if (field) {
                purpose = value.toString();
            }
        }

        private static boolean isLines(@Nullable String contentType) {
            return contentType != null && LINES_OF_JSON.stream().anyMatch(type -> MediaTypes.is(contentType, type));
        }
    }
}
