package io.alluvium.learning.ask;

/**
 * That somebody is asked, and why.
 *
 * @param reason what spoke for it most
 * @param priority how much it spoke for it, at least 0; the larger, the more is to be learnt
 */
public record AskedQuestion(AskReason reason, double priority) {}
