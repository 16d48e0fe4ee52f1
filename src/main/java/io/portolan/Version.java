package io.portolan;

import java.util.Objects;

/** The version of this software, as its jar says. */
final class Version {

    static final String TEXT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
