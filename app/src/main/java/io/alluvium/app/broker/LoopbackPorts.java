package io.alluvium.app.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The two ports of a broker on the loopback address. They must be known before it starts, since the
 * quorum's voters are configured by port; another process may take one in between.
 */
record LoopbackPorts(int clients, int controller) {
  static final String HOST = "127.0.0.1";

  /** Returns two ports that are free now; the first is the wanted one unless that is 0. */
  static LoopbackPorts choose(int wanted) {
    try (ServerSocket clients = open(wanted);
        ServerSocket controller = open(0)) {
      return new LoopbackPorts(clients.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException("no free port on " + HOST, e);
      }
      throw new BrokerException(
          "port " + wanted + " on " + HOST + " is taken: stop what uses it or choose another", e);
    }
  }

  /** Returns whether both ports could be opened now. */
  boolean areFree() {
    try (ServerSocket first = open(clients);
        ServerSocket second = open(controller)) {
      return first.isBound() && second.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.ofLiteral(HOST));
  }
}
