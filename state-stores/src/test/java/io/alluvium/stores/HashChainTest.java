package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashChainTest {
  @Test
  void startsWithZeros() {
    assertThat(HashChain.start().hex()).isEqualTo("0".repeat(64));
  }

  @Test
  void linkIsTheHashOfTheLinkBeforeAndTheBytes() {
    HashChain chain = HashChain.start();
    chain.append("abc".getBytes(US_ASCII));
    byte[] first = HashChain.sha256().digest(joined(new byte[32], "abc".getBytes(US_ASCII)));
    assertThat(chain.hex()).isEqualTo(HexFormat.of().formatHex(first));
    chain.append("d".getBytes(US_ASCII));
    byte[] second = HashChain.sha256().digest(joined(first, "d".getBytes(US_ASCII)));
    assertThat(chain.hex()).isEqualTo(HexFormat.of().formatHex(second));
  }

  @Test
  void goesOnFromALink() {
    HashChain chain = HashChain.start();
    chain.append("abc".getBytes(US_ASCII));
    HashChain other = HashChain.at(chain.link());
    chain.append("d".getBytes(US_ASCII));
    other.append("d".getBytes(US_ASCII));
    assertThat(other.hex()).isEqualTo(chain.hex());
  }

  @Test
  void orderAndSplitShow() {
    assertThat(hashOf("ab", "c")).isNotEqualTo(hashOf("a", "bc"));
    assertThat(hashOf("a", "b")).isNotEqualTo(hashOf("b", "a"));
  }

  private static String hashOf(String... parts) {
    HashChain chain = HashChain.start();
    for (String part : parts) {
      chain.append(part.getBytes(US_ASCII));
    }
    return chain.hex();
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] joined = new byte[left.length + right.length];
    System.arraycopy(left, 0, joined, 0, left.length);
    System.arraycopy(right, 0, joined, left.length, right.length);
    return joined;
  }
}
