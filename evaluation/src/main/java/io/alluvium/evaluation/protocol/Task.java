package io.alluvium.evaluation.protocol;

import java.util.List;

/** What is learnt in one go, and what is asked about it. */
record Task(String name, List<Integer> train, List<Integer> test) {}
