package dev.milvusbackup.storage.s3api;

import java.io.IOException;
import java.io.InputStream;

/**
 * Looks objects up. An answer to HEAD has no body, so its 404 may be that of a proxy without a
 * route, and its 403 that of a firewall: a request with a body in its answer decides.
 */
record S3Lookup(S3Api api) {

  S3Head head(S3Address object) {
    try {
      return api.head(object);
    } catch (S3Failure e) {
      if (!e.isSilent()) {
        throw e;
      }
      requireReadable(object);
      // It exists: it was created in the meantime, or HEAD is answered by somebody else.
      return api.head(object);
    }
  }

  private void requireReadable(S3Address object) {
    try (InputStream content = api.get(object, 0, 1)) {
      content.read();
    } catch (IOException e) {
      throw S3Failure.unreachable(e);
    } catch (S3Failure e) {
      if (!e.is(FailureKind.RANGE)) { // nothing can be read of an empty object
        throw e;
      }
    }
  }
}
