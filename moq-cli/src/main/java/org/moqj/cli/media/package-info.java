/**
 * Fragmented MP4 (ISO/IEC 14496-12) as MoQ tracks: reads it, names its tracks, writes and reads their catalog, and puts
 * it together again. Knows neither sessions nor the command line, and opens nothing.
 *
 * <p>Names, catalog and object layout are those of {@code moq-pub} and {@code moq-sub}. Confined to one thread at a time
 * unless a class says otherwise.
 */
@NullMarked
package org.moqj.cli.media;

import org.jspecify.annotations.NullMarked;
