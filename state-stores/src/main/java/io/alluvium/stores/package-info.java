/** Codecs and typed facades over the RocksDB stores of Kafka Streams. */
@NullMarked
package io.alluvium.stores;

import org.jspecify.annotations.NullMarked;
