package dev.milvusbackup.config;

import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.config.BackupConfig.JobSettings;
import dev.milvusbackup.config.internal.Age;
import dev.milvusbackup.config.internal.Problems;
import dev.milvusbackup.config.internal.ResolvedConfig;
import dev.milvusbackup.config.internal.ResolvedValue;
import dev.milvusbackup.config.internal.RetentionReader;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectLocks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Builds the model from the values, with the checks that need more than one value. */
final class ConfigReader {

  private final ResolvedConfig settings;
  private final Problems problems;
  private final PemFiles files;

  ConfigReader(ResolvedConfig settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.files = new PemFiles(settings, problems);
  }

  BackupConfig read() {
    StorageSettings milvus = new StorageReader(settings, "milvus.storage.", problems).read();
    StorageSettings backups = new StorageReader(settings, "backup.storage.", problems).read();
    checkSeparateRoots(milvus, backups);
    JobSettings jobs = new JobSettings(concurrency(), creates());
    return new BackupConfig(milvus(), milvus, backups, jobs, server(), log());
  }

  private MilvusSettings milvus() {
    ResolvedValue tls = settings.value("milvus.grpc.tlsMode");
    if (tls.text().equals("mutual")) {
      problems.error(
          tls.origin(), "mutual TLS (a client certificate) is not supported by this version");
    }
    if (!tls.text().equals("disabled")) {
      files.require("milvus.grpc.caCertPath");
    }
    return new MilvusSettings(
        settings.text("milvus.grpc.address"),
        settings.number("milvus.grpc.port"),
        new MilvusSettings.Tls(
            !tls.text().equals("disabled"),
            settings.path("milvus.grpc.caCertPath"),
            settings.optional("milvus.grpc.serverName")),
        settings.flag("backup.pauseGC")
            ? settings.optional("milvus.management.endpoint")
            : Optional.empty(),
        settings.text("milvus.user"),
        settings.secret("milvus.password"));
  }

  private ConcurrencySettings concurrency() {
    return new ConcurrencySettings(
        settings.number("backup.concurrency.collections"),
        settings.number("restore.concurrency.collections"),
        settings.number("restore.concurrency.importJobs"),
        settings.number("transfer.concurrency"));
  }

  private CreateSettings creates() {
    return new CreateSettings(
        settings.flag("backup.incremental"),
        settings
            .optional("backup.verify")
            .filter(depth -> !depth.equals("none"))
            .map(depth -> VerifyDepth.valueOf(depth.toUpperCase(Locale.ROOT))),
        new RetentionReader(settings, problems).read(),
        lockFor(),
        ObjectLocks.Mode.valueOf(settings.text("backup.lockMode").toUpperCase(Locale.ROOT)));
  }

  private Optional<Duration> lockFor() {
    try {
      return settings.optional("backup.lockFor").map(Age::parse);
    } catch (InvalidRequestException e) {
      problems.error(settings.value("backup.lockFor").origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private ServerSettings server() {
    return new ServerSettings(
        new ServerSettings.Listener(
            settings.optional("server.address"), settings.number("server.port"), serverTls()),
        new ServerSettings.Access(
            settings.secret("server.token"), settings.flag("server.allowRemoteWithoutToken")),
        settings.text("server.swaggerBasePath"),
        settings.flag("server.debugMode"));
  }

  private Optional<ServerSettings.Tls> serverTls() {
    Optional<Path> certificate = settings.path("server.tls.certPath");
    Optional<Path> key = settings.path("server.tls.keyPath");
    if (certificate.isPresent() != key.isPresent()) {
      String given = certificate.isPresent() ? "server.tls.certPath" : "server.tls.keyPath";
      problems.error(
          settings.value(given).origin(),
          "certificate and key are required together: the other is missing");
    }
    files.require("server.tls.certPath");
    files.require("server.tls.keyPath");
    return certificate.flatMap(c -> key.map(k -> new ServerSettings.Tls(c, k)));
  }

  private LogSettings log() {
    return new LogSettings(
        settings.text("log.level"),
        settings.flag("log.console"),
        settings.text("log.file.path"),
        settings.number("log.file.maxSizeMiB"),
        settings.number("log.file.maxDays"),
        settings.number("log.file.maxBackups"));
  }

  /** The first schema puts backups among Milvus's own files by default. */
  private void checkSeparateRoots(StorageSettings milvus, StorageSettings backups) {
    boolean sameService = milvus.isLocal() ? backups.isLocal() : sameBucket(milvus, backups);
    if (sameService && milvus.root().equals(backups.root())) {
      problems.warning(
          settings.value("backup.storage.rootPath").origin(),
          "backups are kept among Milvus's own files (%s). Set another backup root path."
              .formatted(backups.root()));
    }
  }

  private static boolean sameBucket(StorageSettings one, StorageSettings other) {
    return !other.isLocal()
        && one.address().equals(other.address())
        && one.port() == other.port()
        && one.bucket().equals(other.bucket());
  }
}
