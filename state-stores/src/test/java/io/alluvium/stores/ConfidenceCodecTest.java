package io.alluvium.stores;

import java.util.random.RandomGenerator;

class ConfidenceCodecTest extends CodecContractTest<Double> {
  @Override
  byte[] encode(Double value) {
    return ConfidenceStore.encode(value);
  }

  @Override
  Double decode(byte[] bytes) {
    return ConfidenceStore.decode(bytes);
  }

  @Override
  Double random(RandomGenerator random) {
    return random.nextDouble();
  }

  @Override
  Double golden() {
    return 0.8125;
  }

  @Override
  String name() {
    return "confidence";
  }

  @Override
  String what() {
    return "confidence";
  }
}
