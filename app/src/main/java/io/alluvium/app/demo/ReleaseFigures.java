package io.alluvium.app.demo;

/**
 * What came of replacing the encoder in the middle of a demo.
 *
 * @param encoder the encoder that was released
 * @param verdict what the report says of it: {@code pass}, {@code warn}, {@code refuse}, or {@code
 *     none} where there is no report
 * @param way how it serves; empty where it does not
 * @param pairs samples that both encoders saw before the report
 * @param answersByOld answers of the old encoder before the first of the new one
 * @param comparedBefore how many of the last of these are compared, at most 1000
 * @param accuracyBefore share of right ones among them, in [0, 1]; 0 where there are none
 * @param comparedAfter how many of the first answers of the new encoder are compared, at most 1000
 * @param accuracyAfter share of right ones among them, in [0, 1]; 0 where there are none
 * @param outcome why it does not serve, for people; empty where it does
 */
public record ReleaseFigures(
    String encoder,
    String verdict,
    String way,
    long pairs,
    long answersByOld,
    long comparedBefore,
    double accuracyBefore,
    long comparedAfter,
    double accuracyAfter,
    String outcome) {}
