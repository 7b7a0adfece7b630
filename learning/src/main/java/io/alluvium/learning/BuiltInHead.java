package io.alluvium.learning;

import java.util.List;
import java.util.function.Function;

/** A head that is always there. */
record BuiltInHead(String name, boolean servesStreams, Function<HeadOptions, Head> constructor)
    implements HeadProvider {
  /** All of them. */
  static final List<HeadProvider> ALL =
      List.of(
          served("auto", TwoCovariance::new),
          served("fastslow", FastSlowMeans::new),
          served("fetril", options -> new FeatureTranslation()),
          served("keyvalue", KeyValueBottleneck::new),
          served("klda", KernelDiscriminant::of),
          served("knn", NearestNeighbours::new),
          served("linear", options -> new LinearClassifier()),
          served("ncm", options -> new NearestClassMean()),
          served("plda", TwoCovariance::new),
          served("prior", DescribedMeans::new),
          served("ranpac", RandomProjectionRidge::new),
          served("simplex", options -> new NearestVertex()),
          served("slda", LinearDiscriminant::new),
          served("teen", options -> new CalibratedMeans()),
          new BuiltInHead("transductive", false, TransductiveAssignment::new),
          served("trusted", TrustedMeans::new));

  private static HeadProvider served(String name, Function<HeadOptions, Head> constructor) {
    return new BuiltInHead(name, true, constructor);
  }

  @Override
  public Head create(HeadOptions options) {
    return constructor.apply(options);
  }
}
