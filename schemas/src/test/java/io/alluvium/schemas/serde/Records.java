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
import io.alluvium.schemas.View;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One record of every shape that travels, with every field set where it can be. */
final class Records {

  private static final Instant TIME = Instant.ofEpochMilli(1_800_000_000_123L);

  private Records() {}

  static Map<String, SpecificRecord> all() {
    GeneratedRecords.trust();
    Map<String, SpecificRecord> records = new LinkedHashMap<>();
    records.put("sample-text", sample("a river's deposit: Schwemmland, 冲积"));
    records.put("sample-image", sample(ByteBuffer.wrap(new byte[] {(byte) 0x89, 'P', 'N', 'G'})));
    records.put("sample-vector", sample(List.of(0.5f, -1.25f, 3e-7f)));
    records.put("label-assign", label(LabelAction.ASSIGN, "noun.object"));
    records.put("label-withdraw", label(LabelAction.WITHDRAW, null));
    records.put("command", command());
    records.put("ledger-sample", entry(embedded()));
    records.put("ledger-backfill", entry(backfill()));
    records.put(
        "ledger-unseen", entry(EmbeddedSample.newBuilder(backfill()).setViews(List.of()).build()));
    records.put("ledger-label", entry(sequencedLabel()));
    records.put("ledger-command", entry(sequencedCommand()));
    records.put("ledger-space", LedgerEntry.newBuilder().setBody(announcement(Map.of())).build());
    records.put(
        "ledger-space-artefacts",
        LedgerEntry.newBuilder().setBody(announcement(Map.of("model", "ab".repeat(32)))).build());
    records.put(
        "ledger-space-cost",
        LedgerEntry.newBuilder()
            .setBody(
                SpaceAnnouncement.newBuilder(announcement(Map.of()))
                    .setCost(new EncoderCost(128L, 500_000_000L, 700_000_000L))
                    .build())
            .build());
    records.put("prediction", prediction());
    records.put("event", event());
    records.put("label-request", labelRequest());
    records.put("look", new Look("s-1", "alluvium.samples", 2, 1L << 40, true));
    records.put("model-part", new ModelRecord("snapshot-1", modelPart()));
    records.put("model-manifest", new ModelRecord("snapshot-1", modelManifest()));
    records.put("encoder-decision", new ModelRecord("release-1", encoderDecision()));
    return records;
  }

  static Sample sample(Object payload) {
    return Sample.newBuilder()
        .setId("sample-1")
        .setSource("sensor-7")
        .setPayload(payload)
        .setEventTime(TIME)
        .setTags(Map.of("site", "north"))
        .build();
  }

  private static Label label(LabelAction action, @Nullable String label) {
    return Label.newBuilder()
        .setSampleId("sample-1")
        .setSource("sensor-7")
        .setAction(action)
        .setLabel(label)
        .setSequence(3)
        .setAnnotator("ann")
        .setEventTime(TIME)
        .build();
  }

  private static Command command() {
    return Command.newBuilder()
        .setId("command-1")
        .setType("MARK")
        .setArguments(Map.of("name", "before-swap"))
        .setIssuer("ops")
        .setIssuedAt(TIME)
        .build();
  }

  private static LedgerEntry entry(Object body) {
    Origin origin = new Origin("alluvium.samples", 2, 1L << 40);
    return LedgerEntry.newBuilder().setOrigin(origin).setBody(body).build();
  }

  private static EmbeddedSample embedded() {
    ByteBuffer vector = ByteBuffer.wrap(new byte[] {0, 64, 0, (byte) 0xC0});
    return EmbeddedSample.newBuilder()
        .setId("sample-1")
        .setSource("sensor-7")
        .setEventTime(TIME)
        .setViews(List.of(new View(hash(), vector)))
        .build();
  }

  private static EmbeddedSample backfill() {
    return EmbeddedSample.newBuilder(embedded()).setBackfill(true).build();
  }

  private static SequencedLabel sequencedLabel() {
    return SequencedLabel.newBuilder()
        .setSampleId("sample-1")
        .setSource("sensor-7")
        .setLabel("noun.object")
        .setSequence(Long.MAX_VALUE)
        .setAnnotator("ann")
        .setEventTime(TIME)
        .build();
  }

  private static SequencedCommand sequencedCommand() {
    return SequencedCommand.newBuilder()
        .setId("command-1")
        .setType("MARK")
        .setArguments(Map.of("name", "before-swap"))
        .setIssuer("ops")
        .build();
  }

  private static SpaceAnnouncement announcement(Map<String, String> artefacts) {
    return new SpaceAnnouncement(
        hash(), "minilm", 384, NormalisationKind.L2, 1.0, 16384.0, artefacts, null);
  }

  private static Prediction prediction() {
    return Prediction.newBuilder()
        .setSampleId("sample-1")
        .setSource("sensor-7")
        .setLabel("noun.object")
        .setCandidates(
            List.of(new Candidate("noun.object", 0.75), new Candidate("verb.motion", 0.25)))
        .setMargin(1.5)
        .setHead("slda")
        .setSpace("00".repeat(32))
        .setPosition(new LedgerPosition(2, 41L))
        .setModel(new LedgerPosition(2, 40L))
        .setEventTime(TIME)
        .build();
  }

  private static Event event() {
    return Event.newBuilder()
        .setType("mark")
        .setSeverity(Severity.WARN)
        .setPartition(2)
        .setOffset(42)
        .setSubject("command-1")
        .setMessage("Marked before-swap.")
        .setDetails(Map.of("digest", "ab"))
        .build();
  }

  private static LabelRequest labelRequest() {
    return new LabelRequest(
        "s-1", "sensor-7", new LedgerPosition(2, 41L), "rare", 1.5, "noun.object", 0.25, 0.03, 0.1);
  }

  private static ModelPart modelPart() {
    return new ModelPart(3, "cd".repeat(32), ByteBuffer.wrap(new byte[] {'N', 1, 2, 3}));
  }

  private static EncoderDecision encoderDecision() {
    return new EncoderDecision(
        "judged",
        "bge-small",
        "01".repeat(32),
        "02".repeat(32),
        "Encoder 'bge-small' was judged.",
        Map.of("verdict", "pass"),
        2,
        1L << 40);
  }

  private static ModelManifest modelManifest() {
    return new ModelManifest(
        1, 4, "ef".repeat(32), "00".repeat(32), 384, 41, 1L << 33, 0L, "ab".repeat(32), 2, 43L);
  }

  private static SpaceHash hash() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    return new SpaceHash(bytes);
  }
}
