package io.portolan.http;

import io.portolan.auth.MissingVariableException;
import io.portolan.auth.UnfitVariableException;
import io.portolan.auth.Verifier;
import io.portolan.binding.Bindings;
import io.portolan.plan.Guard;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the checks of callers that guards ask for, by the values that their variables have now. */
public final class Callers {

    private final Function<Guard, Bindings> bindings;
    private final Map<Guard, CallerCheck> made = new HashMap<>();

    /** @param bindings the values of the variables of a guard's file */
    public Callers(Function<Guard, Bindings> bindings) {
        this.bindings = bindings;
    }

    /** The check of a guard; null where everybody may call. */
    public synchronized @Nullable CallerCheck check(@Nullable Guard guard) {
        return guard == null ? null : made.computeIfAbsent(guard, this::make);
    }

    private CallerCheck make(Guard guard) {
        Bindings values = bindings.apply(guard);
        try {
            return new CallerCheck.Verified(Verifier.of(guard.scheme(), values));
        } catch (MissingVariableException missing) {
            return new CallerCheck.Locked(missing.variable(), values.absence(missing.variable()));
        } catch (UnfitVariableException unfit) {
            String why = values.source(unfit.variable()) + " " + unfit.fault() + ": set it anew";
            return new CallerCheck.Locked(unfit.variable(), why);
        }
    }
}
