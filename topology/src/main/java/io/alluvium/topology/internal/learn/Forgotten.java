package io.alluvium.topology.internal.learn;

import io.alluvium.stores.ShadowView;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Which samples that two encoders saw are forgotten with an edit: those named, and those of a
 * source or a domain, which may have left the bank since.
 *
 * @param ids ids of samples
 * @param source source all of whose samples are forgotten; empty for none
 * @param domain domain all of whose samples are forgotten; empty for none
 */
record Forgotten(Set<String> ids, String source, String domain) {

  /**
   * Returns what an edit forgets.
   *
   * @param ids samples that leave the bank because of it
   */
  static Forgotten of(Edit edit, Collection<String> ids) {
    return switch (edit) {
      case Edit.Forget(Property property, String value) ->
          switch (property) {
            case SAMPLE -> new Forgotten(Set.of(value), "", "");
            case CLASS -> new Forgotten(Set.copyOf(ids), "", "");
            case SOURCE -> new Forgotten(Set.of(), value, "");
            case DOMAIN -> new Forgotten(Set.of(), "", value);
            case ANNOTATOR -> new Forgotten(Set.of(), "", "");
          };
      case Edit.TakeOut takeOut -> new Forgotten(Set.copyOf(ids), "", "");
      case Edit.Name name -> new Forgotten(Set.of(), "", "");
      case Edit.Relabel relabel -> new Forgotten(Set.of(), "", "");
      case Edit.Move move -> new Forgotten(Set.of(), "", "");
      case Edit.Split split -> new Forgotten(Set.of(), "", "");
    };
  }

  boolean isNothing() {
    return ids.isEmpty() && source.isEmpty() && domain.isEmpty();
  }

  boolean has(String id, ShadowView view) {
    return has(id, view.source(), view.domain());
  }

  boolean has(String id, String ofSource, Optional<String> ofDomain) {
    return ids.contains(id)
        || ofSource.equals(source)
        || ofDomain.filter(domain::equals).isPresent();
  }
}
