package dev.milvusbackup.benchmarks.streaming;

import java.io.IOException;
import java.nio.file.Path;

/** The client program of MinIO, {@code mc}. */
record MinioTool(String command, Path configuration, MinioPlace from, MinioPlace to) {

  /** Copies all below a prefix to another one of the other MinIO. */
  void copy(String source, String target) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            command,
            "--config-dir",
            configuration.toString(),
            "cp",
            "--quiet",
            "--recursive",
            "from/%s/%s/".formatted(MinioPlace.BUCKET, source),
            "to/%s/%s/".formatted(MinioPlace.BUCKET, target));
    builder.environment().put("MC_HOST_from", from.host());
    builder.environment().put("MC_HOST_to", to.host());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(command + " ended with " + exit);
    }
  }
}
