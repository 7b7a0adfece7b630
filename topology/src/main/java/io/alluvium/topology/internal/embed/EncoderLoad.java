package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Encoder;
import io.alluvium.topology.EncoderSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An encoder that is being opened, on a thread of its own. */
final class EncoderLoad {
  private final String name;
  private final CompletableFuture<Encoder> encoder = new CompletableFuture<>();

  /** Begins to open an encoder. */
  EncoderLoad(EncoderSource source, String name) {
    this.name = name;
    Thread.ofPlatform()
        .daemon()
        .name("alluvium-encoder-load")
        .start(() -> {
          try {
            Encoder opened = source.open(name);
            if (!encoder.complete(opened)) {
              opened.close();
            }
          } catch (RuntimeException | LinkageError e) {
            encoder.completeExceptionally(e);
          }
        });
  }

  String name() {
    return name;
  }

  boolean isDone() {
    return encoder.isDone();
  }

  /**
   * Waits for the encoder.
   *
   * @throws CompletionException with the cause, if it cannot be opened
   */
  Encoder join() {
    return encoder.join();
  }

  /** Closes the encoder as soon as it is open: nobody wants it any more. */
  void cancel() {
    if (!encoder.cancel(false) && !encoder.isCompletedExceptionally()) {
      encoder.join().close();
    }
  }
}
