package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.ask.AskedQuestion;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.Reason;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Something that a stage wants to be published besides the prediction. Closed. */
public sealed interface Notice {

  /**
   * An event.
   *
   * @param type what happened
   * @param subject id of the command, sample, class or space concerned, where there is one
   * @param message one sentence for people
   * @param details the same facts for programs, in the order of their names: the bytes of an event
   *     must not depend on the JVM
   */
  record Happened(
      EventType type, Optional<String> subject, String message, Map<String, String> details)
      implements Notice {
    /** Copies and orders the details. */
    public Happened {
      details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    static Happened to(
        String subject, EventType type, String message, Map<String, String> details) {
      return new Happened(type, Optional.of(subject), message, details);
    }
  }

  /**
   * That a label is asked for.
   *
   * @param answer the answer to the sample
   * @param question why
   * @param spent share of the latest samples of the source that labels were asked for
   */
  record Requested(Answer answer, AskedQuestion question, double spent) implements Notice {}

  /**
   * A label that goes to the dead letters as it stood in the topic of labels.
   *
   * @param label the label
   * @param origin where it stood, where known
   */
  record BuriedLabel(
      Body.Label label, Optional<BankValue.Origin> origin, Reason reason, String message)
      implements Notice {}

  /**
   * A part of a snapshot.
   *
   * @param snapshot id of the snapshot
   * @param number number of the part, from 0
   * @param sha256 SHA-256 of the content, 64 hex digits
   * @param content the part
   */
  record ModelPart(String snapshot, int number, String sha256, ByteBuffer content)
      implements Notice {
    /** Makes the content unchangeable. */
    public ModelPart {
      content = content.asReadOnlyBuffer();
    }
  }

  /**
   * What a snapshot is, once all its parts are told.
   *
   * @param snapshot id of the snapshot
   * @param parts how many parts it has
   * @param digest SHA-256 over the SHA-256 of each part, 64 hex digits
   * @param space space that is learnt in
   * @param classes number of classes
   * @param labelled number of labelled samples in the sums
   * @param samples how many of them are told one by one
   * @param sums digest of the sums, 64 hex digits
   */
  record ModelManifest(
      String snapshot,
      int parts,
      String digest,
      Space space,
      int classes,
      long labelled,
      long samples,
      String sums)
      implements Notice {}

  /**
   * A step in the change to another encoder, to be kept.
   *
   * @param release id of the release
   * @param decision what was decided or found
   * @param encoder name of the encoder that was released
   * @param from the space that was learnt in before the change
   * @param to the space of the released encoder, once it is known
   * @param message one sentence for people
   * @param details the same facts for programs, in the order of their names
   */
  record Decided(
      String release,
      String decision,
      String encoder,
      SpaceId from,
      Optional<SpaceId> to,
      String message,
      Map<String, String> details)
      implements Notice {
    /** Copies and orders the details. */
    public Decided {
      details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }
  }

  /**
   * Tells EMBED which encoders to run.
   *
   * @param id id of the command that tells it
   * @param serving name of the encoder that all samples are seen by; empty for that of EMBED's
   *     configuration
   * @param shadow name of the encoder that a share of them is seen by as well
   * @param share that share, in (0, 1]
   * @param key chooses which samples these are
   * @param first whether that one sees all samples, and the other one those that come once more
   */
  record Encode(
      String id, String serving, Optional<String> shadow, double share, String key, boolean first)
      implements Notice {
    /** All samples are seen by the encoder that serves. */
    Encode(String id, String serving, Optional<String> shadow, double share, String key) {
      this(id, serving, shadow, share, key, false);
    }
  }

  /**
   * Asks for a sample to be seen by the large encoder of a cascade.
   *
   * @param sampleId id of the sample
   * @param origin where its record stands
   * @param held whether it is answered only then
   */
  record Look(String sampleId, BankValue.Origin origin, boolean held) implements Notice {}

  /** The entry at hand goes to the dead letters. */
  record BuriedEntry(Reason reason, String message) implements Notice {}
}
