package io.alluvium.learning;

import io.alluvium.learning.Samples.Labelled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Prints which kernels run and a hash of the bits of many decisions: run in a JVM of its own. */
final class DecisionFingerprint {
  private static final HeadOptions OPTIONS =
      HeadOptions.defaults()
          .with(builder -> builder.features(90).gamma(1).neighbours(5).window(40));

  private DecisionFingerprint() {}

  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[0]));
    for (Space space : List.of(Samples.space(67), Samples.fixedSpace(20))) {
      List<Labelled> samples = Samples.gaussian(random, space, new int[] {50, 2, 9, 31, 1}, 1);
      SufficientStatistics statistics = Samples.statistics(space, samples);
      sha.update(statistics.digest());
      for (String name : Heads.names()) {
        Head head = Heads.named(name, OPTIONS);
        Evidence evidence = Samples.evidence(space, head, samples);
        Scorer scorer = head.fit(evidence);
        update(sha, scorer, samples);
        update(sha, scorer.refreshed(evidence, Set.of("class01")), samples);
      }
    }
    System.out.println(Kernels.implementation());
    System.out.println(HexFormat.of().formatHex(sha.digest()));
  }

  private static void update(MessageDigest sha, Scorer scorer, List<Labelled> queries) {
    for (Labelled query : queries) {
      Decision decision = scorer.decide(query.embedding(), 5);
      sha.update(bits(decision.margin().orElseThrow()));
      for (Candidate candidate : decision.candidates()) {
        sha.update(candidate.label().getBytes(StandardCharsets.UTF_8));
        sha.update(bits(candidate.probability()));
      }
    }
  }

  private static byte[] bits(double value) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
  }
}
