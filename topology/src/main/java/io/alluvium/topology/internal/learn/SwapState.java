package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Transition;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Panel;
import io.alluvium.stores.PanelStore;
import io.alluvium.stores.Release;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.SwapPhase;
import io.alluvium.stores.TransitionStore;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import io.alluvium.topology.internal.wire.Body;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the change to another encoder has come: the release, its pairs, both maps once they are
 * fitted, both learners once the new encoder serves. Written by {@link EncoderSwap} alone. Not
 * thread-safe; one per task.
 */
final class SwapState {
  private final TransitionStore store;
  private final Retirement retirement;
  private Optional<Release> newest;
  private @Nullable Shadow shadow;
  private @Nullable TransitionFit fit;
  private @Nullable Crossing crossing;

  /** Begins with the release that the store has. */
  SwapState(TransitionStore store, BankStore bank) {
    this.store = store;
    this.newest = store.release();
    this.retirement = new Retirement(bank, store);
  }

  /** Returns the newest release, whatever became of it. */
  Optional<Release> newest() {
    return newest;
  }

  /** Returns the release that goes on, if one does. */
  Optional<Release> release() {
    return newest.filter(release -> release.phase().isOpen());
  }

  Release present() {
    return release().orElseThrow(() -> new IllegalStateException("no change goes on"));
  }

  /** Takes up what has become of a release. */
  void put(Release release) {
    store.put(release);
    newest = Optional.of(release);
  }

  /** Returns the pairs of the release that goes on, once its space is known. */
  Optional<Shadow> shadow() {
    return Optional.ofNullable(shadow);
  }

  void gather(Shadow pairs) {
    shadow = pairs;
  }

  void judged(TransitionFit maps) {
    fit = maps;
  }

  void cross(Crossing both) {
    crossing = both;
  }

  void crossBack() {
    crossing = null;
  }

  /** Returns the two learners, while the new encoder serves and the old one is kept. */
  Optional<Crossing> crossing() {
    return Optional.ofNullable(crossing);
  }

  /** Returns both maps, once they are fitted. */
  Optional<TransitionFit> fit() {
    return Optional.ofNullable(fit);
  }

  /**
   * Returns how a sample is seen: by the encoder that serves or else, around a change, by the other
   * one; empty if by neither.
   */
  Optional<Sight> see(Body.Sample sample, Space old) {
    Optional<Sight> ofOld = sight(sample, old);
    Optional<Sight> ofNew =
        fit == null
            ? Optional.empty()
            : release().flatMap(Release::to).flatMap(space -> sight(sample, space));
    return crossing == null ? ofOld.or(() -> ofNew) : ofNew.or(() -> ofOld);
  }

  private static Optional<Sight> sight(Body.Sample sample, Space space) {
    return sample.in(space.id()).map(embedding -> new Sight(space, embedding));
  }

  /** Returns what is seen in a space that has a learner: the same, or its image in the old one. */
  Sight reachable(Sight sight, Space old) {
    return crossing != null || fit == null || sight.space().equals(old)
        ? sight
        : new Sight(old, fit.backward().serving().map(sight.space(), sight.embedding()));
  }

  /** Returns whether a cascade goes on: the new encoder sees all samples first. */
  boolean isCascade() {
    return release().filter(each -> each.phase() == SwapPhase.CASCADE).isPresent();
  }

  /** Returns whether a sample was seen by the small encoder of a cascade alone. */
  boolean isGlance(Sight seen, Sight reached) {
    return isCascade() && !seen.space().equals(reached.space());
  }

  /** Returns whether there is a learner in a space. */
  boolean isReached(SpaceId space, Space learnt) {
    return crossing == null
        ? space.equals(learnt.id())
        : space.equals(crossing.oldSpace().id()) || space.equals(crossing.newSpace().id());
  }

  TransitionFit fitted() {
    return fit().orElseThrow(() -> new IllegalStateException("no map was fitted"));
  }

  Crossing crossed() {
    return crossing().orElseThrow(() -> new IllegalStateException("no encoder was changed"));
  }

  /** Notes that a sample has left the bank. */
  void leave(String sampleId) {
    crossing().ifPresent(each -> each.replaced().leave(sampleId));
    retirement.leave(sampleId);
  }

  /** Returns what becomes of samples whose encoder is retired. */
  Retirement retirement() {
    return retirement;
  }

  /** Returns the vector in the old space of a sample that a native one took the place of. */
  Optional<Embedding> before(String sampleId) {
    return store.backfilled(sampleId).map(ShadowView::from);
  }

  /** Gives the change up, and keeps what became of the release alone. */
  void close(Release over) {
    end();
    store.clear();
    put(over);
  }

  /**
   * Ends the change for good.
   *
   * @param keepsImages whether labelled samples keep their images
   */
  void retire(Release over, boolean keepsImages) {
    Transition map = fitted().forward().serving();
    end();
    store.clearButBackfilled();
    put(over);
    retirement.begin(map, keepsImages);
  }

  private void end() {
    shadow = null;
    fit = null;
    crossing = null;
  }

  /**
   * Returns whether maps can be fitted still once samples are forgotten; true where none is fitted
   * yet.
   */
  boolean canForget(Edit edit, Collection<String> ids) {
    return shadow == null
        || fit == null
        || shadow.pairs().canBeFittedWithout(Forgotten.of(edit, ids));
  }

  /** Adds what is kept to a digest of the state; nothing where no encoder was ever released. */
  void update(MessageDigest digest) {
    store.forEachRaw((key, value) -> {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, key.length));
      digest.update(key);
      digest.update(HashChain.sha256().digest(value));
    });
    crossing()
        .ifPresent(each -> {
          digest.update(each.learner().sumsDigest());
          Digests.updateDerived(digest, each.learner().evidence().derived());
          Digests.updatePlace(digest, each.learner().progress());
          digest.update(PanelStore.encode(new Panel(Optional.empty(), List.of(), each.scores())));
        });
  }
}
