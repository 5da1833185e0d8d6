package dev.milvusbackup.config;

import dev.milvusbackup.config.internal.Problems;
import dev.milvusbackup.config.internal.Provider;
import dev.milvusbackup.config.internal.ResolvedConfig;
import dev.milvusbackup.config.internal.ResolvedValue;
import java.util.Optional;

/** Reads one of the two storages. */
final class StorageReader {

  private final ResolvedConfig settings;
  private final String prefix;
  private final Problems problems;

  StorageReader(ResolvedConfig settings, String prefix, Problems problems) {
    this.settings = settings;
    this.prefix = prefix;
    this.problems = problems;
  }

  StorageSettings read() {
    Provider provider = Provider.named(text("provider"));
    if (!provider.isSupported()) {
      error("provider", "'%s' is not supported by this version".formatted(provider.key()));
    }
    checkRoot(provider);
    return new StorageSettings(
        provider.key(),
        service(),
        new StorageSettings.Location(
            text("bucketName"), text("rootPath"), settings.optional(prefix + "localPath")),
        provider.isSupported() && provider != Provider.LOCAL ? credentials() : Optional.empty(),
        settings.value(prefix + "provider").origin());
  }

  private StorageSettings.Service service() {
    return new StorageSettings.Service(
        text("address"),
        settings.number(prefix + "port"),
        text("region"),
        settings.flag(prefix + "useSSL"),
        settings.path(prefix + "caCertPath"));
  }

  private void checkRoot(Provider provider) {
    ResolvedValue root = settings.value(prefix + "rootPath");
    boolean folderOfMilvus = provider == Provider.LOCAL && prefix.startsWith("milvus.");
    if (folderOfMilvus && !root.isGiven()) {
      problems.error(
          settings.value(prefix + "provider").origin(),
          "needs the folder in which Milvus keeps its data (its localStorage.path) as root path");
    }
    if (provider == Provider.LOCAL && root.text().isEmpty()) {
      problems.error(root.origin(), "must be a folder, since the provider is local");
    }
    if (provider != Provider.LOCAL) {
      new PemFiles(settings, problems).require(prefix + "caCertPath");
    }
  }

  /** None: the vendor's default chain finds them. */
  private Optional<StorageSettings.Credentials> credentials() {
    String type = text("auth.type");
    if (type.equals("iam") || type.equals("default")) {
      warnOfIamEndpoint();
      return Optional.empty();
    }
    if (!type.equals("static")) {
      error("auth.type", "must be static, iam or default for this provider, not '" + type + "'");
      return Optional.empty();
    }
    String key = text("auth.accessKeyID");
    Secret secret = settings.secret(prefix + "auth.secretAccessKey");
    if (key.isEmpty() != !secret.isPresent()) {
      error(
          key.isEmpty() ? "auth.accessKeyID" : "auth.secretAccessKey",
          "is empty, but the other key is set: they are required together");
    }
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StorageSettings.Credentials(
                key, secret, settings.secret(prefix + "auth.sessionToken")));
  }

  private void warnOfIamEndpoint() {
    ResolvedValue endpoint = settings.value(prefix + "auth.endpoint");
    if (!endpoint.text().isEmpty()) {
      problems.warning(endpoint.origin(), "is ignored: the default chain finds the credentials");
    }
  }

  private String text(String key) {
    return settings.text(prefix + key);
  }

  private void error(String key, String message) {
    problems.error(settings.value(prefix + key).origin(), message);
  }
}
