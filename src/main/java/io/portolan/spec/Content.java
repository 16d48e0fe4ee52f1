package io.portolan.spec;

import java.util.List;
import java.util.Map;

/** A value of the file whose shape the format leaves free: an argument, a body, a constant. */
public sealed interface Content {

    /** A string, which may hold templates. */
    record Text(String text) implements Content {}

    /** A number, boolean or null that stands without quotes, in its JSON spelling. */
    record Literal(String json) implements Content {}

    /** A list. */
    record Items(List<Content> items) implements Content {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the file's order. */
    record Fields(Map<String, Content> fields) implements Content {

        public Fields {
            fields = Ordered.copyOf(fields);
        }
    }
}
