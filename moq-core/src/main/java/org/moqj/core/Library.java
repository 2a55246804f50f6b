package org.moqj.core;

/** What this library calls itself. */
final class Library {

    /** The name and, where the jar's manifest tells it, the version. */
    static final String NAME_AND_VERSION = nameAndVersion();

    private Library() {}

    private static String nameAndVersion() {
        String version = Library.class.getPackage().getImplementationVersion();
        return version == null ? "MoQJ" : "MoQJ/" + version;
    }
}
