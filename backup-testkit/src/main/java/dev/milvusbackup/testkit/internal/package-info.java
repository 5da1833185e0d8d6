/** Only for the tests of this repository. Not an API. */
@NullMarked
package dev.milvusbackup.testkit.internal;

import org.jspecify.annotations.NullMarked;
