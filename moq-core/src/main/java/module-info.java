import org.jspecify.annotations.NullMarked;

/** What users program against. It speaks no draft and opens no socket: both are found as services. */
@NullMarked
module org.moqj.core {
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires org.jctools.core;
    requires org.slf4j;
}
