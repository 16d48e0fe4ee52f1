package io.portolan.cli.watch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, where the JVM has it. The classes belong to the JDK's module jdk.unsupported, which a runtime image
 * may lack; they are found by name, so that nothing depends on them.
 */
public final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    /** Does this at each signal; whether it will. */
    public static boolean handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.publicLookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object handling =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
            return true;
        } catch (ReflectiveOperationException | LinkageError | SecurityException absent) {
            // Also where the system has no such signal, or the JVM was told to keep it (-Xrs).
            String why = absent instanceof InvocationTargetException && absent.getCause() != null
                    ? absent.getCause().toString()
                    : absent.toString();
            LOG.atDebug().addKeyValue("why", why).log("SIGHUP does not reload");
            return false;
        }
    }

    private Hangup() {}
}
