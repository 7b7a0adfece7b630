/** What can happen to payloads between the one who learnt and the one who asks, by our own code. */
@NullMarked
package io.alluvium.evaluation.corruption;

import org.jspecify.annotations.NullMarked;
