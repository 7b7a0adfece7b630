package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Payload;
import io.alluvium.learning.Assignment;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From the Avro records of producers to values that keep their limits. */
final class InputFormat {
  static final int MAX_NAME_BYTES = 256;

  private static final String DOMAIN = "domain";

  /** What stands in a decoded text for bytes that are no UTF-8: different names may share it. */
  private static final char REPLACEMENT = '\ufffd';

  private InputFormat() {}

  /** A copy of a sample that was sequenced before. */
  static Incoming copy(Sample sample) {
    return sample(sample).asCopy();
  }

  static Incoming.Unembedded sample(Sample sample) {
    checkName(Reason.INVALID_SAMPLE, "sample id", sample.getId());
    checkName(Reason.INVALID_SAMPLE, "source", sample.getSource());
    Optional<String> domain = Optional.ofNullable(sample.getTags().get(DOMAIN));
    domain.ifPresent(text -> checkName(Reason.INVALID_SAMPLE, "tag '" + DOMAIN + "'", text));
    return new Incoming.Unembedded(
        sample.getId(),
        sample.getSource(),
        millis(sample.getEventTime()),
        domain,
        payload(sample.getPayload()));
  }

  private static Payload payload(Object payload) {
    return switch (payload) {
      case String text -> new Payload.Text(text);
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield new Payload.Image(copy);
      }
      case List<?> numbers -> {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (Float) numbers.get(i);
        }
        yield new Payload.Numbers(values);
      }
      default ->
          throw new InvalidInputException(
              Reason.INVALID_SAMPLE,
              "payload is a "
                  + payload.getClass().getSimpleName()
                  + ", expected text, bytes or an array of floats");
    };
  }

  static Incoming label(Label label) {
    checkName(Reason.INVALID_LABEL, "sample id", label.getSampleId());
    checkName(Reason.INVALID_LABEL, "source", label.getSource());
    Optional<String> annotator = Optional.ofNullable(label.getAnnotator());
    annotator.ifPresent(text -> checkName(Reason.INVALID_LABEL, "annotator", text));
    String text = label.getLabel();
    boolean assigned = label.getAction() == LabelAction.ASSIGN;
    if (assigned) {
      checkName(Reason.INVALID_LABEL, "label", text == null ? "" : text);
    } else if (text != null) {
      throw new InvalidInputException(
          Reason.INVALID_LABEL, "label is '" + text + "' in a withdrawal, expected null");
    }
    if (!Assignment.isWeight(label.getWeight())) {
      throw new InvalidInputException(
          Reason.INVALID_LABEL,
          "weight is " + label.getWeight() + ", expected 1 to " + Assignment.MAX_WEIGHT);
    }
    return new Incoming.Ready(
        new Body.Label(
            label.getSampleId(),
            label.getSource(),
            Optional.ofNullable(text).map(name -> new Assignment(name, label.getWeight())),
            label.getSequence(),
            annotator,
            millis(label.getEventTime())),
        false);
  }

  /**
   * Every well-formed command is sequenced: one that makes no sense is refused by LEARN with an
   * event. Its texts have the same limit as a label: they come back in events.
   */
  static Incoming command(Command command) {
    long bytes = bytes(command.getId()) + bytes(command.getType());
    for (Map.Entry<String, String> argument : command.getArguments().entrySet()) {
      bytes += bytes(argument.getKey()) + bytes(argument.getValue());
    }
    bytes += bytes(Objects.requireNonNullElse(command.getIssuer(), ""));
    if (bytes > DecodeStage.MAX_TEXT_BYTES) {
      throw new InvalidInputException(
          Reason.TOO_LARGE,
          "value has " + bytes + " bytes, expected at most " + DecodeStage.MAX_TEXT_BYTES);
    }
    return new Incoming.Ready(
        new Body.Command(
            command.getId(),
            command.getType(),
            command.getArguments(),
            Optional.ofNullable(command.getIssuer()),
            Optional.ofNullable(command.getData())),
        true);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkName(Reason reason, String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (text.isBlank()) {
      throw new InvalidInputException(
          reason, what + " is empty, expected 1 to " + MAX_NAME_BYTES + " bytes of UTF-8");
    }
    if (bytes > MAX_NAME_BYTES) {
      throw new InvalidInputException(
          reason, what + " has " + bytes + " bytes of UTF-8, expected 1 to " + MAX_NAME_BYTES);
    }
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new InvalidInputException(
          reason, what + " has U+FFFD at " + text.indexOf(REPLACEMENT) + ", expected valid UTF-8");
    }
  }

  private static OptionalLong millis(@Nullable Instant instant) {
    return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
  }
}
