package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;

/** Applies the selectors on new names, each of which has to match something. */
final class TargetFilter {

  private TargetFilter() {}

  static List<CollectionName> apply(RestoreRequest request, List<CollectionName> sources) {
    List<CollectionName> targets = sources.stream().map(request::targetOf).toList();
    for (CollectionSelector selector : request.targets()) {
      if (targets.stream().noneMatch(selector::matches)) {
        throw new InvalidRequestException(
            "Cannot restore %s of backup '%s': no collection receives such a name (the new names are: %s). Correct the filter; it selects by names after renaming."
                .formatted(selector, request.backup(), NameList.of(targets)));
      }
    }
    return sources.stream().filter(request::selects).toList();
  }
}
