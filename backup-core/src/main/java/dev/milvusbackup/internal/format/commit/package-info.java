/** The commit object manifest.json, and the locks and ledgers beside it. Not API. */
@NullMarked
package dev.milvusbackup.internal.format.commit;

import org.jspecify.annotations.NullMarked;
