package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.server.internal.body.CollectionSelectors;
import dev.milvusbackup.server.internal.http.ServerJson;
import java.util.List;

/** The collections to restore, and their new names. A plan has both. */
record RestoreCollections(
    @JsonUnwrapped RestoreSelection selection, @JsonUnwrapped RestoreNames names) {

  static RestoreCollections read(byte[] json) {
    return new RestoreCollections(
        ServerJson.read(json, RestoreSelection.class), ServerJson.read(json, RestoreNames.class));
  }

  void select(RestoreRequest.Builder builder) {
    builder.collections(selection.sources()).targets(targets());
  }

  private List<String> targets() {
    RestorePlanJson plan = names.restorePlan();
    return plan != null && plan.filter() != null
        ? CollectionSelectors.ofFilter(plan.filter(), "restorePlan.filter")
        : selection.targets();
  }
}
