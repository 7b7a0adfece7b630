package io.alluvium.stores;

import java.util.Arrays;
import java.util.random.RandomGenerator;

class MapRowCodecTest extends CodecContractTest<double[]> {
  @Override
  byte[] encode(double[] value) {
    return TransitionCodec.encode(value);
  }

  @Override
  double[] decode(byte[] bytes) {
    return TransitionCodec.decodeRow(bytes);
  }

  @Override
  double[] random(RandomGenerator random) {
    return random.doubles(random.nextInt(9)).toArray();
  }

  @Override
  double[] golden() {
    return new double[] {0, -0.0, 1, -1.5, Double.MIN_VALUE, 1e300};
  }

  @Override
  Object view(double[] value) {
    return Arrays.stream(value).mapToObj(Double::doubleToRawLongBits).toList();
  }

  @Override
  String name() {
    return "map-row";
  }

  @Override
  String what() {
    return "row of a map";
  }
}
