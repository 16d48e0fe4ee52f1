package io.portolan.mcp.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;

/** The argument with which a caller confirms that a tool is to run, when it cannot be asked otherwise. */
public final class ConfirmArgument {

    public static final String NAME = "portolan_confirm";

    /** A schema of arguments, and this one besides. */
    public static String in(String schema) {
        ObjectNode with = JsonTree.read(schema).deepCopy();
        with.withObjectProperty("properties")
                .putObject(NAME)
                .put("type", "string")
                .put("description", "Leave it out at first: the answer says what to give after the user has agreed.");
        return JsonTree.text(with);
    }

    private ConfirmArgument() {}
}
