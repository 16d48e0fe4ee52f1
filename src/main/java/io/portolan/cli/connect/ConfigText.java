package io.portolan.cli.connect;

import java.util.Set;

/** One server, as a client's file says it. */
public sealed interface ConfigText permits JsonConfig, TomlConfig {

    /** What decides how to get to a server; everything else of an entry that is there already stays. */
    Set<String> DECISIVE = Set.of("type", "command", "args", "url");

    /** A file with this server alone. */
    String alone();

    /**
     * The same file with this server in it; the same text where it is in already.
     *
     * @throws UnmergeableException when something would be lost
     */
    String into(String before) throws UnmergeableException;
}
