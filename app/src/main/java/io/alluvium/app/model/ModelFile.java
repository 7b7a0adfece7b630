package io.alluvium.app.model;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.WholeFile;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.GeneratedRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Files of snapshots: Avro containers of the records of the topic, the manifest last. Any tool that
 * reads Avro reads them.
 */
public final class ModelFile {
  /** Ending of the names of these files. */
  public static final String SUFFIX = ".alluvium.avro";

  private ModelFile() {}

  /**
   * Writes a file: it is there as a whole or not at all.
   *
   * @param overwrite whether a file of that name is replaced
   * @throws PipelineException if it cannot be written
   */
  public static void write(Path file, ModelSnapshot snapshot, boolean overwrite) {
    GeneratedRecords.trust();
    Path target = file.toAbsolutePath();
    try {
      if (!overwrite && Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      WholeFile.write(target, temporary -> write(temporary, snapshot));
    } catch (FileAlreadyExistsException e) {
      throw new PipelineException("file '" + file + "' is there already: see --overwrite", e);
    } catch (IOException e) {
      throw new PipelineException("could not write '" + file + "': " + e, e);
    }
  }

  private static void write(Path file, ModelSnapshot snapshot) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        OutputStream bytes = Channels.newOutputStream(channel);
        DataFileWriter<ModelRecord> records =
            new DataFileWriter<>(new SpecificDatumWriter<>(ModelRecord.class))) {
      records.create(ModelRecord.getClassSchema(), bytes);
      for (ModelPart part : snapshot.parts()) {
        records.append(new ModelRecord(snapshot.id(), part));
      }
      records.append(new ModelRecord(snapshot.id(), snapshot.manifest()));
      records.flush();
      channel.force(true);
    }
  }

  /**
   * Reads a file.
   *
   * @throws PipelineException if it is missing, not whole, damaged, or of a newer format
   */
  public static ModelSnapshot read(Path file) {
    GeneratedRecords.trust();
    List<ModelRecord> records = new ArrayList<>();
    try (DataFileReader<ModelRecord> reader =
        new DataFileReader<>(
            file.toFile(), new SpecificDatumReader<>(ModelRecord.getClassSchema()))) {
      reader.forEach(records::add);
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      throw new PipelineException("no file '" + file + "'", e);
    } catch (IOException | AvroRuntimeException e) {
      throw new PipelineException(
          "file '" + file + "' is no snapshot, or damaged: " + e.getMessage(), e);
    }
    if (records.isEmpty()) {
      throw new PipelineException("file '" + file + "' has no record");
    }
    return ModelSnapshot.of("file '" + file + "'", records.getFirst().getSnapshot(), records);
  }
}
