package io.alluvium.topology.internal.learn;

import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes the records of predictions, events, requests, snapshots, releases and dead letters and
 * hands them on.
 */
final class Publisher {
  private final OutputFormat format;
  private final Forward forward;

  Publisher(OutputFormat format, Forward forward) {
    this.format = format;
    this.forward = forward;
  }

  /** Publishes what was found; time and headers are those of the record of the entry. */
  void publish(Record<byte[], Learned> record) {
    Learned learned = record.value();
    learned
        .answer()
        .ifPresent(answer ->
            forward.to(
                record
                    .withKey(utf8(answer.sample().id()))
                    .<Object>withValue(format.prediction(answer)),
                Names.PREDICTIONS_SINK));
    learned.notices().forEach(notice -> publish(record, learned.entry(), notice));
  }

  private void publish(Record<byte[], Learned> record, LedgerEntry entry, Notice notice) {
    switch (notice) {
      case Notice.Happened happened ->
          forward.to(
              record
                  .withKey(utf8(happened.type().code()))
                  .<Object>withValue(format.event(entry.position(), happened)),
              Names.EVENTS_SINK);
      case Notice.Requested requested ->
          forward.to(
              record
                  .withKey(utf8(requested.answer().sample().id()))
                  .<Object>withValue(format.labelRequest(requested)),
              Names.LABEL_REQUESTS_SINK);
      case Notice.ModelPart part ->
          forward.to(
              record
                  .withKey(
                      utf8(String.format(Locale.ROOT, "%s/%05d", part.snapshot(), part.number())))
                  .<Object>withValue(format.model(part)),
              Names.MODEL_SINK);
      case Notice.ModelManifest manifest ->
          forward.to(
              record
                  .withKey(utf8(manifest.snapshot() + "/manifest"))
                  .<Object>withValue(format.model(entry.position(), manifest)),
              Names.MODEL_SINK);
      case Notice.Decided decided ->
          forward.to(
              record
                  .withKey(utf8(key(entry, decided)))
                  .<Object>withValue(format.model(entry.position(), decided)),
              Names.MODEL_SINK);
      case Notice.Encode encode ->
          forward.to(
              record.withKey(utf8(encode.id())).<Object>withValue(format.command(entry, encode)),
              Names.COMMANDS_SINK);
      case Notice.Look look ->
          forward.to(
              record.withKey(utf8(look.sampleId())).<Object>withValue(format.look(look)),
              Names.LOOKS_SINK);
      case Notice.BuriedLabel buried -> buryLabel(record, entry, buried);
      case Notice.BuriedEntry buried ->
          forward.to(
              DeadLetter.record(
                  record,
                  format.ledgerBytes(entry),
                  buried.reason(),
                  buried.message(),
                  format.ledgerTopic(),
                  entry.position().partition(),
                  entry.position().offset(),
                  Topics.MAX_RECORD_BYTES),
              Names.DEAD_LETTER_SINK);
    }
  }

  /** One for each step: compaction leaves all of them. */
  private static String key(LedgerEntry entry, Notice.Decided decided) {
    return String.format(
        Locale.ROOT,
        "%s/%020d-%s",
        decided.release(),
        entry.position().offset(),
        decided.decision());
  }

  private void buryLabel(
      Record<byte[], Learned> record, LedgerEntry entry, Notice.BuriedLabel buried) {
    boolean ownEntry = buried.origin().equals(entry.origin());
    Record<byte[], Learned> named = record.withKey(utf8(buried.label().source()));
    Record<byte[], Object> letter =
        DeadLetter.record(
            ownEntry ? named : named.withHeaders(new RecordHeaders()),
            format.labelBytes(buried.label()),
            buried.reason(),
            buried.message(),
            buried.origin().map(o -> o.topic()).orElse(format.ledgerTopic()),
            buried.origin().map(o -> o.partition()).orElse(entry.position().partition()),
            buried.origin().map(o -> o.offset()).orElse(entry.position().offset()),
            Topics.MAX_RECORD_BYTES);
    forward.to(letter, Names.DEAD_LETTER_SINK);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
