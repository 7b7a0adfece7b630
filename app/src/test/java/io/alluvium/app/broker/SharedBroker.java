package io.alluvium.app.broker;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test that asks for one the same broker: started with the first, closed after the last
 * test of the JVM. Use it as {@code @ExtendWith(SharedBroker.class)} and a parameter of type {@link
 * EmbeddedBroker}; take topic names from {@link #freshTopic}, since the broker outlives the test.
 */
public final class SharedBroker implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

  /** Creates a topic that no other test knows, and returns its name. */
  public static String freshTopic(EmbeddedBroker broker, String name, int partitions) {
    String fresh = name + "-" + UUID.randomUUID();
    broker.createTopics(List.of(new NewTopic(fresh, partitions, (short) 1)));
    return fresh;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what lies in the root store, once all tests have run.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            EmbeddedBroker.class,
            key -> EmbeddedBroker.start(BrokerOptions.temporary()),
            EmbeddedBroker.class);
  }
}
