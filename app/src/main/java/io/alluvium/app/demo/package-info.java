/**
 * The demo: a stream of real texts with everything that makes streams hard, and its measurement.
 */
@NullMarked
package io.alluvium.app.demo;

import org.jspecify.annotations.NullMarked;
