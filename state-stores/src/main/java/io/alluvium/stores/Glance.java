package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.Optional;

/**
 * A sample that only the small encoder of a cascade has seen.
 *
 * @param space space of the small encoder
 * @param embedding its embedding there
 * @param source where the sample comes from
 * @param domain the producer's tag for the domain it belongs to, where given
 * @param offset ledger offset of the sample
 * @param appendMillis when it was appended to the ledger
 * @param origin where its record stands, to be seen again
 * @param held whether it is answered only once the large encoder has seen it
 * @param wanted whether the large encoder was asked to see it
 */
public record Glance(
    SpaceId space,
    Embedding embedding,
    String source,
    Optional<String> domain,
    long offset,
    long appendMillis,
    BankValue.Origin origin,
    boolean held,
    boolean wanted) {

  /** Returns the glance once the large encoder was asked to see its sample. */
  public Glance asked() {
    return new Glance(space, embedding, source, domain, offset, appendMillis, origin, held, true);
  }

  /** Returns the glance of a sample that waits for its answer until the large encoder saw it. */
  public Glance holding() {
    return new Glance(space, embedding, source, domain, offset, appendMillis, origin, true, true);
  }
}
