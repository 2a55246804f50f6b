package org.moqj.tests.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** Every architecture rule, with the class of {@code org.moqj.tests.offenders} that shows it to bite. */
enum ArchitectureRule {
    CORE_KNOWS_NO_OTHER_MODULE(ModuleRules::coreKnowsNoOtherModule, "KnowsADraft"),
    DRAFTS_KNOW_CORE_ONLY(ModuleRules::draftsKnowCoreOnly, "KnowsTheOtherDraft"),
    WEBTRANSPORT_KNOWS_CORE_ONLY(ModuleRules::webtransportKnowsCoreOnly, "KnowsTheCommandLine"),
    INTERNAL_STAYS_IN_ITS_MODULE(ModuleRules::internalStaysInItsModule, "ReachesIntoInternal"),
    COMMAND_LINE_USES_NO_TRANSPORT_SPI(ModuleRules::commandLineUsesNoTransportSpi, "ReachesIntoTheTransport"),

    CHANNELS_ONLY_IN_WEBTRANSPORT(NettyRules::channelsOnlyInWebtransport, "UsesAChannel"),
    CORE_AND_DRAFTS_USE_BUFFERS_ONLY(NettyRules::coreAndDraftsUseBuffersOnly, "UsesAnEventExecutor"),
    CORE_API_KNOWS_NO_NETTY(NettyRules::coreApiKnowsNoNetty, "HoldsABufferInside"),
    NO_NETTY_IN_EXPORTED_SIGNATURES(NettyRules::noNettyInExportedSignatures, "HandsOutABuffer"),
    RECORDS_HOLD_NO_BUFFER(NettyRules::recordsHoldNoBuffer, "RecordOfABuffer"),

    RELAY_USES_THE_PUBLIC_API_ALONE(ModuleRules::relayUsesThePublicApiAlone, "ReachesIntoTheSpi"),

    NO_LOCKS_IN_DRAFTS(DraftRules::noLocks, "Locks"),
    NO_SYNCHRONIZED_METHODS_IN_DRAFTS(DraftRules::noSynchronizedMethods, "SynchronizesAMethod"),
    NO_SYNCHRONIZED_BLOCKS_IN_DRAFTS(DraftRules::noSynchronizedBlocks, "SynchronizesABlock"),
    NO_VOLATILE_FIELDS_IN_DRAFTS(DraftRules::noVolatileFields, "HasAVolatileField"),
    NO_CLOCK_IN_DRAFTS(DraftRules::noClock, "ReadsTheClock"),
    NO_IO_IN_DRAFTS(DraftRules::noIo, "OpensASocket"),

    NO_JAVA_UTIL_LOGGING(CodingRules::noJavaUtilLogging, "UsesJavaUtilLogging"),
    NO_STANDARD_STREAMS_OUTSIDE_THE_COMMAND_LINE(CodingRules::noStandardStreamsOutsideTheCommandLine, "Prints"),
    NO_SLEEP(CodingRules::noSleep, "Sleeps");

    private final Function<Modules, ArchRule> rule;
    private final String offender;

    ArchitectureRule(Function<Modules, ArchRule> rule, String offender) {
        this.rule = rule;
        this.offender = offender;
    }

    ArchRule over(Modules modules) {
        return rule.apply(modules);
    }

    /** The simple name of the class that breaks this rule on purpose. */
    String offender() {
        return offender;
    }
}
