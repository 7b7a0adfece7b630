package io.alluvium.schemas.serde;

import java.util.Objects;
import org.apache.avro.Schema;

/**
 * A schema as one version of a subject.
 *
 * @param subject name of the subject
 * @param version version within the subject, from 1
 * @param id id of the schema in the whole registry
 * @param schema the schema
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {

  /** Checks that the version counts from 1 and the id is not negative. */
  public RegisteredSchema {
    Objects.requireNonNull(subject, "subject is null");
    Objects.requireNonNull(schema, "schema is null");
    if (version < 1) {
      throw new IllegalArgumentException("version is " + version + ", expected 1 or more");
    }
    if (id < 0) {
      throw new IllegalArgumentException("id is " + id + ", expected 0 or more");
    }
  }
}
