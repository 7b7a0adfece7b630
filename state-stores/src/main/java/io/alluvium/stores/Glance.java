package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sample that only the small encoder of a cascade has seen.
 *
 * @param space space that is learnt in
 * @param image the image there of what the small encoder saw
 * @param source where the sample comes from
 * @param eventTime when it happened, in milliseconds since the epoch, where known
 * @param domain the producer's tag for the domain it belongs to, where given
 * @param offset ledger offset of the sample
 * @param appendMillis when it was appended to the ledger
 * @param origin where its record stands, to be seen again
 * @param held whether it is answered only once the large encoder has seen it
 * @param wanted whether the large encoder was asked to see it
 */
public record Glance(
    SpaceId space,
    Embedding image,
    String source,
    OptionalLong eventTime,
    Optional<String> domain,
    long offset,
    long appendMillis,
    BankValue.Origin origin,
    boolean held,
    boolean wanted) {

  /** Returns the glance once the large encoder was asked to see its sample. */
  public Glance asked() {
    return wanted(held);
  }

  /** Returns the glance of a sample that waits for its answer until the large encoder saw it. */
  public Glance holding() {
    return wanted(true);
  }

  /** Returns the glance of a sample that is answered, since the large encoder cannot see it. */
  public Glance settled() {
    return wanted(false);
  }

  private Glance wanted(boolean waits) {
    return new Glance(
        space, image, source, eventTime, domain, offset, appendMillis, origin, waits, true);
  }
}
