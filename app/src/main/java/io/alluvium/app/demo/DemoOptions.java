package io.alluvium.app.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked of a demo.
 *
 * @param records sample records to send, duplicates included
 * @param rate records a second; 0 is as fast as they are answered
 * @param seed seed of the stream
 * @param release the encoder that takes the place of the configured one in the middle; empty for
 *     none
 * @param dataDirectory where broker and state are kept; empty for a temporary folder
 * @param command the command line that runs the same demo again
 */
public record DemoOptions(
    int records,
    double rate,
    long seed,
    Optional<String> release,
    Optional<Path> dataDirectory,
    String command) {}
