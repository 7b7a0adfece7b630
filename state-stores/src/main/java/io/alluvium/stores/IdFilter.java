package io.alluvium.stores;

/**
 * Says of most ids that are not in a store that they are not, without asking it. Of fixed size: the
 * more ids there are, the more often it does not know. Not thread-safe.
 *
 * <p>Source: Fan, Cao, Almeida and Broder, "Summary cache: a scalable wide-area web cache sharing
 * protocol", IEEE/ACM Transactions on Networking 8(3), 2000 (the counting Bloom filter). Of 300,000
 * ids that are not there it takes 1 % for possible ones where as many others are, of 1,000,000 one
 * in seven.
 */
final class IdFilter {
  private static final int SIZE = 1 << 22;
  private static final int HASHES = 3;

  /** A counter that came this far stays: it no longer says how many ids share it. */
  private static final byte FULL = Byte.MAX_VALUE;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final byte[] counters = new byte[SIZE];

  /** Notes an id that was not there; each id once until it is removed. */
  void add(byte[] id) {
    long hash = hash(id);
    for (int i = 0; i < HASHES; i++) {
      int at = position(hash, i);
      if (counters[at] != FULL) {
        counters[at]++;
      }
    }
  }

  /** Forgets an id that was added. */
  void remove(byte[] id) {
    long hash = hash(id);
    for (int i = 0; i < HASHES; i++) {
      int at = position(hash, i);
      if (counters[at] != FULL) {
        counters[at]--;
      }
    }
  }

  /** Returns whether the id may be there; if not, it was not added or was removed. */
  boolean mayHave(byte[] id) {
    long hash = hash(id);
    for (int i = 0; i < HASHES; i++) {
      if (counters[position(hash, i)] == 0) {
        return false;
      }
    }
    return true;
  }

  /** Two halves of one hash make all positions, the second odd: Kirsch and Mitzenmacher, 2006. */
  private static int position(long hash, int index) {
    return ((int) hash + index * ((int) (hash >>> Integer.SIZE) | 1)) & (SIZE - 1);
  }

  /** FNV-1a, finished as SplittableRandom finishes its states. */
  private static long hash(byte[] id) {
    long hash = FNV_OFFSET;
    for (byte value : id) {
      hash = (hash ^ (value & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
