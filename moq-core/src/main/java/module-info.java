import org.jspecify.annotations.NullMarked;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.TransportProvider;

/** What users program against. It speaks no draft and opens no socket: both are found as services. */
@NullMarked
@SuppressWarnings("module") // the modules named in qualified exports are built after this one, and end in digits
module org.moqj.core {
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires org.jctools.core;
    requires org.slf4j;

    exports org.moqj.core;
    exports org.moqj.core.model;
    exports org.moqj.core.spi.draft to
            org.moqj.draft07,
            org.moqj.draft14,
            org.moqj.webtransport,
            org.moqj.cli;
    exports org.moqj.core.spi.memory to
            org.moqj.testkit;
    exports org.moqj.core.spi.transport to
            org.moqj.draft07,
            org.moqj.draft14,
            org.moqj.webtransport,
            org.moqj.testkit;
    exports org.moqj.core.spi.wire to
            org.moqj.draft07,
            org.moqj.draft14,
            org.moqj.webtransport,
            org.moqj.cli;

    uses DraftProtocol;
    uses TransportProvider;
}
