package io.portolan.sandbox;

/**
 * One level of a path: a collection, and what its objects are.
 *
 * @param collection the literal segments since the last id
 * @param noun what one object is: {@code batch}
 * @param stocked whether it holds one object from the start, because no operation of the API can make one
 */
record Leg(String collection, String noun, boolean stocked) {

    /** The object of a stocked collection. */
    String firstId() {
        return Words.idPrefix(noun) + "_1";
    }
}
