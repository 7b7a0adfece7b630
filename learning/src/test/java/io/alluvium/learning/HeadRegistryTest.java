package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadRegistryTest {
  /** Offers nearest means under any name. */
  private record Offer(String name, boolean servesStreams) implements HeadProvider {
    @Override
    public Head create(HeadOptions options) {
      return new NearestClassMean();
    }
  }

  @Test
  void twoHeadsOfOneNameAreRefusedByBothClasses() {
    List<HeadProvider> offers = List.of(BuiltInHead.ALL.getFirst(), new Offer("auto", true));
    assertThatThrownBy(() -> new HeadRegistry(offers))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "two heads have the name 'auto', of io.alluvium.learning.BuiltInHead and of"
                + " io.alluvium.learning.HeadRegistryTest$Offer: rename one or take it off the"
                + " class path");
  }

  @Test
  void malformedNameIsRefused() {
    assertThatThrownBy(() -> new HeadRegistry(List.of(new Offer("My Head", true))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'My Head'");
  }

  @Test
  void knowsWhichServeStreams() {
    HeadRegistry registry = new HeadRegistry(List.of(new Offer("b", false), new Offer("a", true)));
    assertThat(registry.names()).containsExactly("a", "b");
    assertThat(registry.servingNames()).containsExactly("a");
  }
}
