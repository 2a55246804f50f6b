import org.jspecify.annotations.NullMarked;

/** An embedded relay, on the public API alone. Drafts and transport are found as services at run time. */
@NullMarked
module org.moqj.relay {
    requires static transitive org.jspecify;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.moqj.core;
    requires org.slf4j;

    exports org.moqj.relay;
}
