package io.alluvium.encoders.internal;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An encoder whose vectors go through a residual adapter, quantised first as the ledger does. */
final class AdapterEncoder implements Encoder {
  private static final String ROLE = "adapter";

  private final String name;
  private final Encoder base;
  private final ResidualAdapter adapter;
  private final Space space;
  private final Map<String, String> artefacts;

  /** Takes over an open encoder, which is closed with this one. */
  AdapterEncoder(AdapterRecipe recipe, Encoder base) {
    this.name = recipe.name();
    this.base = base;
    this.adapter = recipe.adapter();
    this.space = recipe.space();
    Map<String, String> files = new TreeMap<>(base.artefacts());
    String role = ROLE;
    for (int above = 2; files.containsKey(role); above++) {
      role = ROLE + "-" + above;
    }
    files.put(role, recipe.weights().sha256());
    this.artefacts = Map.copyOf(files);
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Map<String, String> artefacts() {
    return artefacts;
  }

  @Override
  public Optional<Payload> probe() {
    return base.probe();
  }

  @Override
  public List<float[]> embed(List<Payload> payloads) {
    List<float[]> adapted = new ArrayList<>(payloads.size());
    for (float[] vector : base.embed(payloads)) {
      adapted.add(adapt(vector));
    }
    return adapted;
  }

  private float[] adapt(float[] vector) {
    try {
      return adapter.apply(base.space().quantise(vector));
    } catch (IllegalArgumentException e) {
      throw new UnacceptablePayloadException("encoder '" + name + "': " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    base.close();
  }
}
