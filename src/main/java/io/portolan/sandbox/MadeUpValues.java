package io.portolan.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A random value for every variable that is asked for, the same one each time. Prints none. */
final class MadeUpValues {

    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> values = new ConcurrentHashMap<>();

    String of(String variable) {
        return values.computeIfAbsent(variable, unseen -> next());
    }

    private String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
