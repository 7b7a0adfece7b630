package io.alluvium.topology.internal.wire;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.EncoderCost;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What an entry of the ledger says. Closed. */
public sealed interface Body {

  /**
   * A sample, seen through one or more encoders.
   *
   * @param id identity of the sample
   * @param source where it comes from
   * @param eventTime when it happened, in milliseconds since the epoch, where known
   * @param domain the producer's tag for the domain it belongs to, where given
   * @param views its embeddings, at most one for each space, at least one
   */
  record Sample(
      String id, String source, OptionalLong eventTime, Optional<String> domain, List<View> views)
      implements Body {
    /** Checks that there is a view and copies the list. */
    public Sample {
      if (views.isEmpty()) {
        throw new IllegalArgumentException(
            "sample '" + id + "' has no view, expected at least one");
      }
      views = List.copyOf(views);
    }

    /** Returns the embedding in the given space, if there is one. */
    public Optional<Embedding> in(SpaceId space) {
      for (View view : views) {
        if (view.space().equals(space)) {
          return Optional.of(view.embedding());
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A copy of a sample that the ledger has already, seen by the encoder that serves now: it is not
   * predicted again, but may take the place of what was learnt of the sample in another space.
   *
   * @param sample the sample as it is seen now
   */
  record Backfill(Sample sample) implements Body {}

  /**
   * A copy of a sample that the ledger has already, which the encoder that serves cannot see: it is
   * gone, or was refused.
   *
   * @param id identity of the sample
   */
  record Unseen(String id) implements Body {}

  /**
   * An embedding and the space it lives in.
   *
   * @param space id of the space
   * @param embedding the quantised vector
   */
  record View(SpaceId space, Embedding embedding) {}

  /**
   * A label.
   *
   * @param sampleId id of the sample
   * @param source source of the sample
   * @param assignment the class and its weight; empty withdraws
   * @param sequence version of the label of this sample; the highest wins
   * @param annotator who gave it, where known
   * @param eventTime when it was given, in milliseconds since the epoch, where known
   */
  record Label(
      String sampleId,
      String source,
      Optional<Assignment> assignment,
      long sequence,
      Optional<String> annotator,
      OptionalLong eventTime)
      implements Body {
    /** Returns the class; empty withdraws. */
    public Optional<String> label() {
      return assignment.map(Assignment::label);
    }

    /** Returns the weight; 1 in a withdrawal, where it means nothing. */
    public int weight() {
      return assignment.map(Assignment::weight).orElse(1);
    }
  }

  /**
   * A command.
   *
   * @param id identity of the command
   * @param type what to do
   * @param arguments arguments by name
   * @param issuer who sent it, where known
   * @param data what it brings, where it brings something
   */
  record Command(
      String id,
      String type,
      Map<String, String> arguments,
      Optional<String> issuer,
      Optional<ByteBuffer> data)
      implements Body {
    /** Copies the arguments and makes the data unchangeable. */
    public Command {
      arguments = Map.copyOf(arguments);
      data = data.map(ByteBuffer::asReadOnlyBuffer);
    }

    /** Makes a command that brings nothing. */
    public Command(String id, String type, Map<String, String> arguments, Optional<String> issuer) {
      this(id, type, arguments, issuer, Optional.empty());
    }
  }

  /**
   * The space that the views of EMBED live in.
   *
   * @param space the space
   * @param encoder name of the encoder in the configuration, for people
   * @param artefacts SHA-256 of each file that the encoder is made of, 64 hex digits, by role
   * @param cost what the encoder takes beside the one that serves, where it was timed
   */
  record Announcement(
      Space space, String encoder, Map<String, String> artefacts, Optional<EncoderCost> cost)
      implements Body {
    /** Copies and orders the artefacts. */
    public Announcement {
      artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
    }

    /** Makes the announcement of an encoder that is made of no files. */
    public Announcement(Space space, String encoder) {
      this(space, encoder, Map.of());
    }

    /** Makes the announcement of an encoder that was not timed. */
    public Announcement(Space space, String encoder, Map<String, String> artefacts) {
      this(space, encoder, artefacts, Optional.empty());
    }

    /** Returns the same announcement with what the encoder takes. */
    public Announcement taking(EncoderCost measured) {
      return new Announcement(space, encoder, artefacts, Optional.of(measured));
    }
  }
}
