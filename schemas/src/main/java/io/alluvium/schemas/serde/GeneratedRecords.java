package io.alluvium.schemas.serde;

import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.EncoderCost;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.LedgerPosition;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.Origin;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.Severity;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.TopicHeader;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.View;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of generated classes, and what Avro must know about them.
 *
 * <p>Avro 1.12.2 refuses to load a class for a schema unless the class is trusted, and so a builder
 * that falls back on the default of an enum field ({@code Label.newBuilder()}) throws a {@link
 * SecurityException}. {@link #trust()} makes exactly these classes trusted, next to those that the
 * process trusts already, and lowers Avro's limits. Serdes call it by themselves; a program that
 * uses builders before any serde calls it at its start.
 *
 * <p>Limits, in force unless the process sets the system property or has decoded Avro before: a
 * string of {@value #MAX_STRING_BYTES} bytes, a bytes value of {@value #MAX_BYTES} bytes, a
 * collection of {@value #MAX_ITEMS} items. Whatever the limits, the serde's memory is bounded by
 * the length of the record: Avro checks each length against the bytes that are left.
 */
public final class GeneratedRecords {

  static final int MAX_STRING_BYTES = 16 << 20;
  static final int MAX_BYTES = 64 << 20;
  static final int MAX_ITEMS = 4 << 20;

  /** Records that are values of a topic. */
  static final List<Class<? extends SpecificRecord>> TOPIC_RECORDS =
      List.of(
          Sample.class,
          Label.class,
          Command.class,
          LedgerEntry.class,
          Prediction.class,
          Event.class,
          LabelRequest.class,
          Look.class,
          ModelRecord.class);

  private static final List<Class<?>> ALL =
      List.of(
          Sample.class,
          Label.class,
          LabelAction.class,
          Command.class,
          LedgerEntry.class,
          Origin.class,
          EmbeddedSample.class,
          View.class,
          SpaceHash.class,
          SequencedLabel.class,
          SequencedCommand.class,
          SpaceAnnouncement.class,
          EncoderCost.class,
          NormalisationKind.class,
          Prediction.class,
          Candidate.class,
          LedgerPosition.class,
          Event.class,
          Severity.class,
          LabelRequest.class,
          Look.class,
          ModelRecord.class,
          ModelPart.class,
          ModelManifest.class,
          EncoderDecision.class,
          TopicRecord.class,
          TopicHeader.class);

  private static final Map<String, Class<?>> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  static {
    setUnlessSet("org.apache.avro.limits.string.maxLength", MAX_STRING_BYTES);
    setUnlessSet("org.apache.avro.limits.bytes.maxLength", MAX_BYTES);
    setUnlessSet("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
    ClassSecurityPredicate ours = type -> BY_NAME.get(type.getName()) == type;
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
  }

  private GeneratedRecords() {}

  /** Makes Avro trust the generated classes and sets its limits; further calls do nothing. */
  public static void trust() {
    // The work is done once, by the class's initialisation.
  }

  /** Returns the schema that a generated record class was generated from. */
  static Schema schemaOf(Class<? extends SpecificRecord> type) {
    if (BY_NAME.get(type.getName()) != type) {
      throw new IllegalArgumentException(
          type.getName() + " is not one of Alluvium's records " + TOPIC_RECORDS);
    }
    return SpecificData.get().getSchema(type);
  }

  private static void setUnlessSet(String property, int limit) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(limit));
    }
  }

  /**
   * Avro's data model over the closed list: a schema's name is looked up here and never loaded as a
   * class, whatever else the process trusts.
   */
  static final class Model extends SpecificData {
    static final Model INSTANCE = new Model();

    private Model() {
      addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    @SuppressWarnings("rawtypes") // As inherited.
    public @Nullable Class getClass(Schema schema) {
      return switch (schema.getType()) {
        case RECORD, ENUM, FIXED -> BY_NAME.get(schema.getFullName());
        default -> super.getClass(schema);
      };
    }
  }
}
