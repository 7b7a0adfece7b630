package io.alluvium.evaluation;

import io.alluvium.encoders.EncoderOptions;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.SolveOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is evaluated.
 *
 * @param data names or paths of data sets; one but for {@code task-stream}
 * @param properties options of the data sets that win over those of their folders
 * @param onError what happens to rows that cannot be used
 * @param encoder name or path of the encoder; empty for that of the data set
 * @param encoderSettings device and threads of it
 * @param heads names of the heads, each once, at least one
 * @param headOptions settings of the heads
 * @param classDescriptions table of descriptions of classes in words, for the head {@code prior};
 *     empty for the names of the classes
 * @param solves when heads are solved
 * @param protocol in which order samples come
 * @param options settings of the protocol; {@code warm} is that of the data set if it is 0
 * @param out folder of the results
 * @param cache folder of embedded data sets
 * @param again whether rows that are there are made anew
 * @param version version of this program
 */
public record EvaluationPlan(
    List<String> data,
    DataProperties properties,
    OnError onError,
    Optional<String> encoder,
    UnaryOperator<EncoderOptions> encoderSettings,
    List<String> heads,
    HeadOptions headOptions,
    Optional<String> classDescriptions,
    SolveOptions solves,
    Protocol protocol,
    ProtocolOptions options,
    Path out,
    Path cache,
    boolean again,
    String version) {

  /** Copies the lists and checks them. */
  public EvaluationPlan {
    data = List.copyOf(data);
    heads = List.copyOf(heads);
    if (heads.isEmpty() || heads.stream().distinct().count() < heads.size()) {
      throw new EvaluationException("heads are " + heads + ", expected at least one, each once");
    }
    if (data.isEmpty() || (data.size() > 1 && protocol != Protocol.TASK_STREAM)) {
      throw new EvaluationException(
          "there are "
              + data.size()
              + " data sets, protocol "
              + protocol.key()
              + " takes "
              + (protocol == Protocol.TASK_STREAM ? "at least one" : "one"));
    }
  }
}
