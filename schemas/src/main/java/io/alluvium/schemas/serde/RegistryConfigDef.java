package io.alluvium.schemas.serde;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Key, type, default, range and meaning of every setting of {@link RegistryConfig}. */
final class RegistryConfigDef {

  private RegistryConfigDef() {}

  static ConfigDef create() {
    ConfigDef def =
        new ConfigDef()
            .define(
                RegistryConfig.URL,
                ConfigDef.Type.LIST,
                Importance.HIGH,
                "Addresses of the registry, separated by commas: the next is asked when one fails."
                    + " An address may carry a path, such as /apis/ccompat/v7.")
            .define(
                RegistryConfig.AUTO_REGISTER,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Whether a serializer registers a schema that its subject does not have.")
            .define(
                RegistryConfig.CREDENTIALS_SOURCE,
                ConfigDef.Type.STRING,
                "URL",
                ValidString.in("URL", "USER_INFO"),
                Importance.MEDIUM,
                "Where user and password come from: from each address, or from "
                    + RegistryConfig.USER_INFO
                    + ".")
            .define(
                RegistryConfig.USER_INFO,
                ConfigDef.Type.PASSWORD,
                "",
                Importance.MEDIUM,
                "user:password, used if the source of credentials is USER_INFO.");
    defineStore(
        def,
        RegistryConfig.TRUSTSTORE,
        "certificates of authorities that the registry is checked by");
    defineStore(def, RegistryConfig.KEYSTORE, "key that this client shows to the registry");
    def.define(
        RegistryConfig.KEY_PASSWORD,
        ConfigDef.Type.PASSWORD,
        null,
        Importance.LOW,
        "Password of the key; that of its store unless given.");
    return defineTimes(def);
  }

  private static void defineStore(ConfigDef def, String prefix, String content) {
    def.define(
            prefix + "location",
            ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "File with the " + content + "; the JVM's own unless given.")
        .define(
            prefix + "password",
            ConfigDef.Type.PASSWORD,
            null,
            Importance.LOW,
            "Password of that file.")
        .define(
            prefix + "type",
            ConfigDef.Type.STRING,
            "PKCS12",
            ValidString.in("PKCS12", "JKS"),
            Importance.LOW,
            "Format of that file.");
  }

  private static ConfigDef defineTimes(ConfigDef def) {
    return def.define(
            RegistryConfig.CONNECT_TIMEOUT,
            ConfigDef.Type.INT,
            5_000,
            Range.atLeast(1),
            Importance.LOW,
            "Longest wait for a connection, in milliseconds.")
        .define(
            RegistryConfig.READ_TIMEOUT,
            ConfigDef.Type.INT,
            10_000,
            Range.atLeast(1),
            Importance.LOW,
            "Longest wait for a whole answer, in milliseconds, connecting included.")
        .define(
            RegistryConfig.MAX_RETRIES,
            ConfigDef.Type.INT,
            5,
            Range.between(0, 100),
            Importance.LOW,
            "How often all addresses are tried again after connection errors, HTTP 5xx and 429.")
        .define(
            RegistryConfig.RETRY_WAIT,
            ConfigDef.Type.LONG,
            500L,
            Range.atLeast(0),
            Importance.LOW,
            "Wait before the first retry, in milliseconds; doubled for each further one.")
        .define(
            RegistryConfig.RETRY_MAX_WAIT,
            ConfigDef.Type.LONG,
            10_000L,
            Range.atLeast(0),
            Importance.LOW,
            "Longest wait before a retry, in milliseconds.");
  }
}
