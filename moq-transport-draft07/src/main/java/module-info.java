import org.jspecify.annotations.NullMarked;

/** draft-ietf-moq-transport-07 without I/O: bytes in, bytes out. Exports nothing; moq-core finds it as a service. */
@NullMarked
@SuppressWarnings("module") // the name ends in the draft's number
module org.moqj.draft07 {
    requires static org.jspecify;
    requires io.netty.buffer;
    requires org.moqj.core;
    requires org.slf4j;
}
