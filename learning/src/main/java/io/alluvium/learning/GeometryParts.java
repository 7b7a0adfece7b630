package io.alluvium.learning;

import java.util.Optional;

/**
 * What a geometry says beyond where classes lie.
 *
 * @param axes of all samples taken as one class
 * @param neighbour how far the labelled samples are
 */
record GeometryParts(Optional<PrincipalAxes> axes, Optional<NthNeighbour> neighbour) {
  /** Nothing. */
  static final GeometryParts NONE = new GeometryParts(Optional.empty(), Optional.empty());
}
