package io.alluvium.schemas.serde;

import org.apache.avro.Schema;

/**
 * What a serde needs of a schema registry: names for schemas.
 *
 * <p>Ids are given once and never change their meaning, so answers may be cached for ever. Safe for
 * use by several threads.
 */
public interface SchemaRegistry {

  /**
   * Registers a schema as the newest version of a subject, unless the subject has it already.
   *
   * @param subject name of the subject, for example {@code alluvium.samples-value}
   * @return id of the schema, the same for the same schema under any subject
   * @throws RegistryRejectedException if the registry refuses it, for example as incompatible
   * @throws RegistryUnavailableException if the registry does not answer
   */
  int register(String subject, Schema schema);

  /**
   * Returns the id of a schema that the subject has already.
   *
   * @throws RegistryRejectedException if the subject does not have the schema
   * @throws RegistryUnavailableException if the registry does not answer
   */
  int idOf(String subject, Schema schema);

  /**
   * Returns the schema of an id.
   *
   * @throws UndecodableException if the registry has no such id, or what it has is not Avro
   * @throws RegistryRejectedException if the registry refuses the question, for example for want of
   *     credentials
   * @throws RegistryUnavailableException if the registry does not answer
   */
  Schema byId(int id);
}
