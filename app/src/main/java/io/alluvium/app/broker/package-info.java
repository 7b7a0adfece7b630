/** A real Kafka broker inside this process. */
@NullMarked
package io.alluvium.app.broker;

import org.jspecify.annotations.NullMarked;
