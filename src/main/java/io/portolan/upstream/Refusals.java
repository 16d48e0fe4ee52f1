package io.portolan.upstream;

import io.portolan.auth.UnfitVariableException;
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
        return new Failure(Kind.UNAVAILABLE, bindings.absence(variable), new Details(variable, null, List.of()));
    }

    /** Nobody knows where the API is. */
    public static Failure nowhere(String namespace, String reason) {
        return new Failure(
                Kind.UNAVAILABLE,
                reason + ": set upstreams." + namespace + ".baseUri",
                new Details("upstreams." + namespace + ".baseUri", null, List.of()));
    }

    /** The value of a variable cannot be sent. */
    public static Failure unfit(UnfitVariableException unfit, Bindings bindings) {
        String reason = bindings.source(unfit.variable()) + " " + unfit.fault() + ": set it anew";
        return new Failure(Kind.UNAVAILABLE, reason, new Details(unfit.variable(), null, List.of()));
    }

    private Refusals() {}
}
