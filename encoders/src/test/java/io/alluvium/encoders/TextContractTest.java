package io.alluvium.encoders;

import java.util.Collections;

class TextContractTest extends EncoderContractTest {
  String name() {
    return "minilm";
  }

  @Override
  Encoder shared() {
    return OpenEncoders.MINILM;
  }

  @Override
  Encoder open() {
    return Encoders.open(EncoderOptions.defaults(name()));
  }

  @Override
  Payload good(int number) {
    String more = String.join(" ", Collections.nCopies(number * 7 % 60, "water over stones"));
    return new Payload.Text("sample " + number + " of river sand " + more);
  }

  @Override
  Payload bad() {
    return new Payload.Text(" \t\n");
  }

  @Override
  Payload otherKind() {
    return new Payload.Image(new byte[] {1, 2, 3});
  }

  @Override
  String refusalOfOtherKind() {
    return "encoder '" + name() + "' takes text, got image";
  }
}
