package io.alluvium.evaluation.shift;

import io.alluvium.encoders.EncoderOptions;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.learning.HeadOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is evaluated by the protocol {@code shift}.
 *
 * @param data name or path of a data set
 * @param properties options of the data set that win over those of its folder
 * @param onError what happens to rows that cannot be used
 * @param encoder name or path of the encoder; empty for that of the data set
 * @param encoderSettings device and threads of it
 * @param head name of the head
 * @param headOptions its settings
 * @param options those of the protocol
 * @param out folder of the results
 * @param cache folder of embedded data sets
 * @param version version of this program
 */
public record ShiftPlan(
    String data,
    DataProperties properties,
    OnError onError,
    Optional<String> encoder,
    UnaryOperator<EncoderOptions> encoderSettings,
    String head,
    HeadOptions headOptions,
    ShiftOptions options,
    Path out,
    Path cache,
    String version) {}
