package io.alluvium.learning.source;

/**
 * What people are told of a source from time to time. Statistics of the window are of the samples
 * that were looked at since the report before, or since the last solve if that was later.
 *
 * @param samples samples so far
 * @param window samples of the window
 * @param frechet squared Fréchet distance of the window to what was learnt, at least 0
 * @param histogram chi-square over its degrees of freedom of the window's answers against the
 *     shares of labelled samples
 * @param outlierShare share of the window's samples with a p-value below 0.01, in [0, 1]
 * @param autocorrelation of the answers, in [0, 1)
 * @param changed whether the source has changed and that is not over
 * @param worth what adaptation was worth, of all samples so far
 */
public record SourceReport(
    long samples,
    long window,
    double frechet,
    double histogram,
    double outlierShare,
    double autocorrelation,
    boolean changed,
    AdaptationWorth worth) {}
