/**
 * The hook that runs before each commit: the only place that uses internal types of Kafka Streams.
 *
 * <p>Kafka Streams 4.3.1 has no public callback before the producer is flushed and offsets are
 * committed. {@code CachedStateStore.flushCache} is called there on every clean path: periodic
 * commit, requested commit, revocation and shutdown. {@code StateStore.commit} comes after the
 * transaction, and punctuators are bypassed on the way down.
 */
@NullMarked
package io.alluvium.topology.internal.commit;

import org.jspecify.annotations.NullMarked;
