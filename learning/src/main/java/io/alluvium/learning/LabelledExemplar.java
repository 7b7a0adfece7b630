package io.alluvium.learning;

/**
 * A labelled sample with its class.
 *
 * @param label the class
 * @param exemplar the sample
 */
public record LabelledExemplar(String label, Exemplar exemplar) {}
