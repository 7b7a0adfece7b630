package io.alluvium.moa;

import com.yahoo.labs.samoa.instances.Attribute;
import com.yahoo.labs.samoa.instances.DenseInstance;
import com.yahoo.labs.samoa.instances.Instance;
import com.yahoo.labs.samoa.instances.Instances;
import com.yahoo.labs.samoa.instances.InstancesHeader;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import moa.classifiers.AbstractClassifier;

/**
 * A classifier of MOA over the vectors of a space. It is told all classes before the first sample,
 * as MOA's header wants it: an advantage over heads, which find them as they come. Not thread-safe.
 */
final class MoaLearner {
  private final AbstractClassifier classifier;
  private final List<String> labels;
  private final InstancesHeader header;
  private final double unit;

  /**
   * Prepares a classifier for a space.
   *
   * @param labels all classes that will be learnt
   * @param seed of what it draws
   */
  MoaLearner(AbstractClassifier classifier, Space space, List<String> labels, int seed) {
    this.classifier = classifier;
    this.labels = List.copyOf(labels);
    this.unit = space.unit();
    this.header = header(space.dim(), labels);
    classifier.setRandomSeed(seed);
    classifier.prepareForUse();
    classifier.setModelContext(header);
  }

  private static InstancesHeader header(int dim, List<String> labels) {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < dim; i++) {
      attributes.add(new Attribute("x" + i));
    }
    attributes.add(new Attribute("class", labels));
    InstancesHeader header = new InstancesHeader(new Instances("samples", attributes, 0));
    header.setClassIndex(dim);
    return header;
  }

  /**
   * Returns the class with the most votes, the first of equals; empty without a vote.
   *
   * @param truth the class of the sample, which comes with it as in MOA's own evaluation: {@code
   *     SAMkNN} keeps its history of errors while it votes, so with late labels it knows more than
   *     the others
   */
  Optional<String> answer(Embedding embedding, String truth) {
    double[] votes = classifier.getVotesForInstance(instance(embedding, truth));
    int best = -1;
    for (int c = 0; c < votes.length; c++) {
      if (votes[c] > 0 && (best < 0 || votes[c] > votes[best])) {
        best = c;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(labels.get(best));
  }

  /** Learns a labelled sample. */
  void learn(Embedding embedding, String label) {
    classifier.trainOnInstance(instance(embedding, label));
  }

  private Instance instance(Embedding embedding, String label) {
    double[] values = new double[embedding.dim() + 1];
    for (int i = 0; i < embedding.dim(); i++) {
      values[i] = embedding.get(i) / unit;
    }
    Instance instance = new DenseInstance(1, values);
    instance.setDataset(header);
    instance.setClassValue(labels.indexOf(label));
    return instance;
  }
}
