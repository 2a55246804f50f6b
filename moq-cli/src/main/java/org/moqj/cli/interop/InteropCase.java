package org.moqj.cli.interop;

import java.util.Map;
import java.util.stream.Collectors;
import org.moqj.core.MoqDraft;

/**
 * One thing that a relay does or does not.
 *
 * @param name what people and scripts call it
 * @param sections where each draft says so; a draft without an entry has nothing of the kind
 * @param script what is done and checked
 */
public record InteropCase(String name, Map<MoqDraft, String> sections, Script script) {

    /** What is done and checked. */
    @FunctionalInterface
    public interface Script {

        /**
         * Plays the case. Returns when it has passed.
         *
         * @throws CaseFailure where the relay does something else
         * @throws org.moqj.core.UnsupportedFeatureException where draft or relay lack what it is about
         */
        void play(Stage stage) throws InterruptedException;
    }

    /** Copies the sections. */
    public InteropCase {
        sections = Map.copyOf(sections);
    }

    static InteropCase of(String name, String draft14, String draft07, Script script) {
        return new InteropCase(name, Map.of(MoqDraft.DRAFT_14, draft14, MoqDraft.DRAFT_07, draft07), script);
    }

    static InteropCase ofDraft14(String name, String section, Script script) {
        return new InteropCase(name, Map.of(MoqDraft.DRAFT_14, section), script);
    }

    /** Returns where {@code draft} says so, in words. */
    String section(MoqDraft draft) {
        String section = sections.get(draft);
        return section == null ? draft + " has nothing of the kind" : draft + ", section " + section;
    }

    /** Returns where all drafts say so, in words. */
    String everySection() {
        return sections.keySet().stream().sorted().map(this::section).collect(Collectors.joining("; "));
    }
}
