package io.portolan.plan;

import io.portolan.expr.Shape;
import io.portolan.format.decode.RawFormat;
import org.jspecify.annotations.Nullable;

/** What a flow makes of the answer it got. */
public sealed interface Output {

    /** The bytes as they came. */
    record Whole() implements Output {}

    /** The one {@link Whole}. */
    Whole WHOLE = new Whole();

    /**
     * JSON of this shape.
     *
     * @param format what the bytes are; {@link RawFormat#JSON} for what their content type says
     * @param schema a file for avro and protobuf, a selector for html and markdown
     */
    record Shaped(RawFormat format, @Nullable String schema, Shape shape) implements Output {

        @Override
        public String toString() {
            return format.word() + (schema == null ? "" : " by " + schema) + " -> " + shape;
        }
    }

    /** JSON of this shape, whatever the steps answered: it reads inputs and outputs of steps alone. */
    record Made(Shape shape) implements Output {

        @Override
        public String toString() {
            return "made " + shape;
        }
    }
}
