/** For tests: the contract that every store has to pass, and stores that fail or take notes. */
@NullMarked
package dev.milvusbackup.testkit;

import org.jspecify.annotations.NullMarked;
