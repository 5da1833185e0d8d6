/** For the tests of this repository only; not an API. */
@NullMarked
package dev.milvusbackup.testkit.internal;

import org.jspecify.annotations.NullMarked;
