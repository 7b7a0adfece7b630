/**
 * Trains residual adapters on top of frozen encoders, from the labelled vectors of a ledger: a
 * program of its own, since only it needs PyTorch.
 *
 * <p>PyTorch computes losses and their gradients; what becomes of a gradient is plain Java.
 */
@NullMarked
package io.alluvium.training;

import org.jspecify.annotations.NullMarked;
