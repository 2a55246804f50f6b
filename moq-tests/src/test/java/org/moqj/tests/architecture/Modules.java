package org.moqj.tests.architecture;

/**
 * The packages of the modules below a root, as ArchUnit's patterns. The root is {@code org.moqj} for the library itself
 * and the package of the offenders where the rules are tried out.
 */
record Modules(String root) {
    String core() {
        return root + ".core..";
    }

    /** The packages of core that every module of a user may see. */
    String[] coreApi() {
        return new String[] {root + ".core", root + ".core.model"};
    }

    String transportSpi() {
        return root + ".core.spi.transport..";
    }

    String spi() {
        return root + ".core.spi..";
    }

    /** Each {@code draftNN}, those to come included. */
    String drafts() {
        return root + ".(draft*)..";
    }

    String webtransport() {
        return root + ".webtransport..";
    }

    String relay() {
        return root + ".relay..";
    }

    String commandLine() {
        return root + ".cli..";
    }

    /** The name of the module that a package belongs to: the first name below the root. */
    String moduleOf(String packageName) {
        if (!packageName.startsWith(root + ".")) {
            return "";
        }
        String below = packageName.substring(root.length() + 1);
        int end = below.indexOf('.');
        return end < 0 ? below : below.substring(0, end);
    }
}
