package io.portolan.compile;

import io.portolan.plan.Guard;
import io.portolan.spec.Authentication;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control adapter: a file's wishes for a port that belongs to the whole process. Nothing that it says keeps the rest
 * of the file from being served.
 */
final class ControlCompiler {

    /** What the format offers, and what becomes of it here. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "reload", "POST /reload of the control port is there for all files",
            "validate", "'portolan check' validates files",
            "logs", "logs go to the output of the process",
            "scripting", "script steps are not run");

    private static final List<String> SWITCHES = List.of("health", "info");

    private final ProblemLog log;

    private boolean seen;
    private boolean listed = true;
    private final List<Guard> guards = new ArrayList<>();

    ControlCompiler(ProblemLog log) {
        this.log = log;
    }

    /** Takes one adapter's wishes. */
    void add(Exposes.Control control, CallersCompiler callers, String where) {
        if (seen) {
            log.warning(where, "a second control adapter (expected: one; the process has one control port)");
        }
        seen = true;
        if (control.port() != 0) {
            log.note(where + ".port", "is not used; the process has one control port, and control.port decides it");
        }
        guard(control.authentication(), callers, where + ".authentication");
        control.management().forEach((key, value) -> management(key, value, where + ".management." + key));
    }

    /** Whether {@code /status} may tell of the file. */
    boolean listed() {
        return listed;
    }

    /** What operators have to show, by the file. */
    List<Guard> guards() {
        return guards;
    }

    private void guard(@Nullable Authentication asked, CallersCompiler callers, String where) {
        switch (asked) {
            case null -> {}
            case Authentication.Bearer bearer -> add(callers.compile(bearer));
            case Authentication.Basic basic -> add(callers.compile(basic));
            case Authentication.ApiKeys keys -> add(callers.compile(keys));
            case Authentication.Digest digest -> closed(callers, "digest", where);
            case Authentication.OAuth2 oauth -> closed(callers, "oauth2", where);
            case Authentication.Other other -> closed(callers, other.type(), where);
        }
    }

    private void add(@Nullable Guard guard) {
        if (guard != null) {
            guards.add(guard);
        }
    }

    /** What the file does not want open is not opened, and the rest of the file is served. */
    private void closed(CallersCompiler callers, String type, String where) {
        log.warning(
                where,
                "operators cannot be checked by " + Problem.quoted(type) + " in this version, so that /status, /metrics"
                        + " and /plan are shut to them (expected: bearer, basic or apikey)");
        guards.add(callers.closed());
    }

    private void management(String key, Content value, String where) {
        Boolean on = flag(value);
        String why = WITHOUT_EFFECT.get(key);
        if (why != null && !Boolean.FALSE.equals(on)) {
            log.note(where, "has no effect: " + why);
        } else if (key.equals("health") && Boolean.FALSE.equals(on)) {
            log.note(where, "has no effect: health is that of the process");
        } else if (key.equals("info") && Boolean.FALSE.equals(on)) {
            listed = false;
        } else if (on == null && SWITCHES.contains(key)) {
            log.warning(where, "is neither true nor false, and has no effect (expected: true or false)");
        }
    }

    private static @Nullable Boolean flag(Content value) {
        return switch (value) {
            case Content.Literal literal ->
                switch (literal.json()) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                };
            case Content.Text text -> null;
            case Content.Items items -> null;
            case Content.Fields fields -> null;
        };
    }
}
