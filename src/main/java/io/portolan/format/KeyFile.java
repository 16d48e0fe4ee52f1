package io.portolan.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serial;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A file of keys and texts: one mapping, in YAML or JSON. What a key holds besides text is left out. */
public final class KeyFile {

    private static final JsonFactory JSON = new JsonFactory();

    /** The scanner's work grows with the square of the depth. */
    private static final int DEEPEST = 100;

    private KeyFile() {}

    /** Why a text is no such file; says the line, never what stands there. */
    public static final class UnreadableException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** Reads YAML; scalars keep the text they are written with. */
    public static Map<String, String> yaml(String text) throws UnreadableException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            return yaml(new Parse(settings).parseString(text).iterator());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new UnreadableException("is not YAML in line " + line);
        } catch (YamlEngineException e) {
            throw new UnreadableException("is not YAML");
        }
    }

    /** Reads JSON; numbers and booleans keep the text they are written with. */
    public static Map<String, String> json(String text) throws UnreadableException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("holds no object (expected: keys and texts)");
            }
            Map<String, String> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    values.put(key, parser.getText());
                }
                parser.skipChildren();
            }
            return values;
        } catch (JacksonException e) {
            throw new UnreadableException(
                    "is not JSON in line " + Math.max(1, e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UnreadableException("is not JSON");
        }
    }

    /** Event by event, so that neither nesting nor aliases cost anything. */
    private static Map<String, String> yaml(Iterator<Event> events) throws UnreadableException {
        Event first = content(events);
        if (first.getEventId() != Event.ID.MappingStart) {
            throw new UnreadableException("holds no mapping (expected: keys and texts)");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            skip(key, events);
            Event value = events.next();
            skip(value, events);
            if (key instanceof ScalarEvent name && value instanceof ScalarEvent text && !nothing(text)) {
                values.put(name.getValue(), text.getValue());
            }
        }
        return values;
    }

    private static Event content(Iterator<Event> events) {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = events.next();
        }
        return event;
    }

    private static boolean nothing(ScalarEvent text) {
        return text.isPlain()
                && (text.getValue().isEmpty()
                        || text.getValue().equals("null")
                        || text.getValue().equals("~"));
    }

    /** Goes to the end of what begins with this event. */
    private static void skip(Event begin, Iterator<Event> events) throws UnreadableException {
        int depth = depth(begin);
        while (depth > 0) {
            depth += depth(events.next());
            if (depth > DEEPEST) {
                throw new UnreadableException("nests deeper than " + DEEPEST + " levels");
            }
        }
    }

    private static int depth(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }
}
