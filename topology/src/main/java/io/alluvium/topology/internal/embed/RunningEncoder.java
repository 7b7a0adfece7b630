package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Encoder;
import io.alluvium.topology.internal.wire.Body;

/**
 * An encoder that is open.
 *
 * @param name how it was asked for
 * @param encoder the encoder
 * @param batches embeds batches with it
 */
record RunningEncoder(String name, Encoder encoder, BatchEncoder batches) {
  RunningEncoder(String name, Encoder encoder) {
    this(name, encoder, new BatchEncoder(encoder));
  }

  Body.Announcement announcement() {
    return new Body.Announcement(encoder.space(), name, encoder.artefacts());
  }
}
