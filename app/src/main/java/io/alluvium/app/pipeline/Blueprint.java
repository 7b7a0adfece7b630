package io.alluvium.app.pipeline;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.EmbedTopology;
import io.alluvium.topology.LearnTopology;
import io.alluvium.topology.WireSerdes;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * The topologies without what they need to run: for description, no broker, registry or model is
 * touched.
 */
public final class Blueprint {
  private Blueprint() {}

  /** Returns the topology of EMBED. */
  public static Topology embed(AlluviumConfig config) {
    return EmbedTopology.build(config, serdes(), new NoEncoder());
  }

  /** Returns the topology of LEARN. */
  public static Topology learn(AlluviumConfig config) {
    return LearnTopology.build(config, serdes(), Learner.Background.INLINE);
  }

  private static WireSerdes serdes() {
    return WireSerdes.of(AvroSerde::new);
  }

  /** Stands where an encoder would: described, never asked. */
  private static final class NoEncoder implements Encoder {
    @Override
    public Space space() {
      return new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), 1, new Normalisation.L2());
    }

    @Override
    public List<float[]> embed(List<Payload> payloads) {
      throw new IllegalStateException("a blueprint does not embed");
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
