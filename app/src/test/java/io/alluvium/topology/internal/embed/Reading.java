package io.alluvium.topology.internal.embed;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.Sample;
import org.apache.avro.specific.SpecificRecord;

/** What EMBED's decode stage makes of the records of its inputs, for fuzzing. */
public final class Reading {
  private Reading() {}

  /** Reads a record of an input as far as EMBED does; returns whether it is within the limits. */
  public static boolean isAcceptable(SpecificRecord value) {
    try {
      Incoming incoming =
          switch (value) {
            case Sample sample -> InputFormat.sample(sample);
            case Label label -> InputFormat.label(label);
            case Command command -> InputFormat.command(command);
            default -> throw new IllegalArgumentException("no input has " + value.getClass());
          };
      return !incoming.toString().isEmpty();
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
