/** Command line, embedded broker and registry, demo. */
@NullMarked
package io.alluvium.app;

import org.jspecify.annotations.NullMarked;
