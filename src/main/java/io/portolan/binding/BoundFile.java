package io.portolan.binding;

import java.util.Map;
import java.util.TreeSet;

/** What came of reading a file that variables are bound to. */
sealed interface BoundFile {

    /** Its keys and their texts. Prints only keys. */
    record Read(Map<String, String> values) implements BoundFile {

        public Read {
            values = Map.copyOf(values);
        }

        @Override
        public String toString() {
            return "Read" + new TreeSet<>(values.keySet());
        }
    }

    /**
     * It could not be read.
     *
     * @param why as the end of a sentence that names it
     */
    record Unread(String why) implements BoundFile {}
}
