import org.jspecify.annotations.NullMarked;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.draft14.internal.Draft14;

/** draft-ietf-moq-transport-14 without I/O: bytes in, bytes out. Exports nothing; moq-core finds it as a service. */
@NullMarked
@SuppressWarnings("module") // the name ends in the draft's number
module org.moqj.draft14 {
    requires static org.jspecify;
    requires io.netty.buffer;
    requires org.moqj.core;
    requires org.slf4j;

    provides DraftProtocol with
            Draft14;
}
