package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.http.ServerJson;

/** The body of create: one flat object, here in groups. */
record CreateBody(
    @JsonUnwrapped CreateJob job,
    @JsonUnwrapped CreateSelection selection,
    @JsonUnwrapped CreateContents contents,
    @JsonUnwrapped CreateStorage storage,
    @JsonUnwrapped GcPauseOptions gcPause) {

  static CreateBody read(byte[] json) {
    return new CreateBody(
        ServerJson.read(json, CreateJob.class),
        ServerJson.read(json, CreateSelection.class),
        ServerJson.read(json, CreateContents.class),
        ServerJson.read(json, CreateStorage.class),
        ServerJson.read(json, GcPauseOptions.class));
  }
}
