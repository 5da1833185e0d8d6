package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.http.ServerJson;

/** The body of restore: one flat object with the Go tool's mix of spellings, here in groups. */
record RestoreBody(
    @JsonUnwrapped RestoreJob job,
    @JsonUnwrapped RestoreCollections collections,
    @JsonUnwrapped RestoreContents contents,
    @JsonUnwrapped ExistingCollections existing,
    @JsonUnwrapped RestoreState state,
    @JsonUnwrapped OtherOptions others) {

  static RestoreBody read(byte[] json) {
    return new RestoreBody(
        ServerJson.read(json, RestoreJob.class),
        RestoreCollections.read(json),
        ServerJson.read(json, RestoreContents.class),
        ServerJson.read(json, ExistingCollections.class),
        ServerJson.read(json, RestoreState.class),
        ServerJson.read(json, OtherOptions.class));
  }
}
