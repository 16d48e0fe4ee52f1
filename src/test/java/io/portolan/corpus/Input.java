package io.portolan.corpus;

/**
 * One value that a caller gives.
 *
 * @param name as the caller spells it
 * @param capture which placeholder of the route it is, when it stands in the path
 * @param type the declared one, empty when there is none
 */
record Input(String name, Place place, int capture, String type, boolean required) {

    /** Where the caller puts it. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        BODY,
        MEMBER,
        ARGUMENT
    }

    /** Whether both are the same place of a request. */
    boolean same(Input other) {
        return place == other.place && capture == other.capture && name.equals(other.name);
    }
}
