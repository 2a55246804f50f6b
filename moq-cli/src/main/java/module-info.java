import org.jspecify.annotations.NullMarked;
import org.moqj.core.spi.draft.DraftProtocol;

/** The {@code moqj} command: small classes over the public API. */
@NullMarked
@SuppressWarnings("requires-automatic") // HdrHistogram has no module descriptor; nothing here is exported
module org.moqj.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires HdrHistogram;
    requires info.picocli;
    requires io.netty.buffer;
    requires java.management;
    requires jdk.management;
    requires jdk.httpserver;
    requires org.moqj.core;
    requires org.moqj.relay;
    requires org.moqj.webtransport;
    requires org.slf4j;

    opens org.moqj.cli to
            info.picocli;

    uses DraftProtocol;
}
