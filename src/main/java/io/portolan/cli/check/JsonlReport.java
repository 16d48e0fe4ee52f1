package io.portolan.cli.check;

import io.portolan.format.jsonl.JsonlFault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;

/** Prints what is wrong with a batch input file: as it is found, or at the end as an array of objects. */
public final class JsonlReport {

    /** How it is printed. */
    public enum Format {
        /** One line a problem. */
        TEXT,
        /** An array of objects. */
        JSON
    }

    private final String file;
    private final Format format;
    private final int most;
    private final PrintWriter out;
    private final JsonArray array = new JsonArray();
    private long count;

    /**
     * @param file as it was named
     * @param most so many problems are printed, the others counted
     */
    public JsonlReport(String file, Format format, int most, PrintWriter out) {
        this.file = file;
        this.format = format;
        this.most = most;
        this.out = out;
    }

    /** The next one. */
    public void add(JsonlFault fault) {
        count++;
        if (count > most) {
            return;
        }
        switch (format) {
            case TEXT -> out.println(file + ":" + fault.line() + ":" + fault.column() + ": " + fault.text());
            case JSON -> array.add(json(fault));
        }
    }

    /** There are no more. */
    public void end() {
        if (format == Format.JSON) {
            out.println(array.encodePrettily());
        }
    }

    public boolean faulty() {
        return count > 0;
    }

    /** {@code 3 errors}, and how many of them are not printed. */
    public String summary() {
        long rest = count - most;
        return count + (count == 1 ? " error" : " errors") + (rest > 0 ? ", " + rest + " of them not printed" : "");
    }

    private JsonObject json(JsonlFault fault) {
        return new JsonObject()
                .put("file", file)
                .put("line", fault.line())
                .put("column", fault.column())
                .put("severity", "error")
                .put("rule", fault.kind().word())
                .put("text", fault.text());
    }
}
