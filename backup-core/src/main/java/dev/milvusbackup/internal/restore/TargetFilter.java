package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Collectors;

/** Applies the selectors on new names, each of which has to match something. */
final class TargetFilter {

  private TargetFilter() {}

  static List<CollectionName> apply(RestoreRequest request, List<CollectionName> sources) {
    List<CollectionName> targets = sources.stream().map(request::targetOf).toList();
    for (CollectionSelector selector : request.targets()) {
      if (targets.stream().noneMatch(selector::matches)) {
        throw new InvalidRequestException(
            "Cannot restore %s of backup '%s': no collection receives such a name (the new names are: %s). Correct the filter; it selects by names after renaming."
                .formatted(selector, request.backup(), join(targets)));
      }
    }
    return sources.stream().filter(request::selects).toList();
  }

  private static String join(List<CollectionName> names) {
    String joined =
        names.stream().limit(20).map(CollectionName::toString).collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names.size() > 20 ? joined + ", …" : joined;
  }
}
