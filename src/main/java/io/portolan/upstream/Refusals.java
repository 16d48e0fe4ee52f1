package io.portolan.upstream;

import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Details;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.Failure.Kind;
import io.portolan.plan.UpstreamParameter;
import java.util.List;
import java.util.Locale;

/** Why a request is not sent. */
public final class Refusals {

    /** One input does not fit. */
    static Failure input(UpstreamParameter parameter, String detail) {
        return input(parameter.place().name().toLowerCase(Locale.ROOT), parameter.name(), detail);
    }

    /** One input does not fit. */
    static Failure input(String in, String name, String detail) {
        FieldError error = new FieldError(in, name, detail);
        return new Failure(
                Kind.INVALID_INPUT,
                in + " parameter '" + name + "' " + detail,
                new Details(null, null, List.of(error)));
    }

    /** A variable of the file has no value. */
    public static Failure unset(String variable, Bindings bindings) {
        String reason = bindings.source(variable) + " is not set: set it in the environment and restart";
        return new Failure(Kind.UNAVAILABLE, reason, new Details(variable, null, List.of()));
    }

    /** The value of a variable cannot be sent. */
    public static Failure unfit(String variable, Bindings bindings) {
        String reason = bindings.source(variable)
                + " holds a character that cannot travel (expected: printable ASCII): set it anew and restart";
        return new Failure(Kind.UNAVAILABLE, reason, new Details(variable, null, List.of()));
    }

    private Refusals() {}
}
