import org.jspecify.annotations.NullMarked;

/** What tests of programs that use MoQJ need: whole sessions in memory, virtual time, and paths with faults. */
@NullMarked
module org.moqj.testkit {
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires transitive org.moqj.core;
    requires transitive org.moqj.relay;
    requires org.slf4j;

    exports org.moqj.testkit;
}
