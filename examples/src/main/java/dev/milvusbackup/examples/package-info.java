/** Programs that show the library at work; the snippets of the README are cut from them. */
@NullMarked
package dev.milvusbackup.examples;

import org.jspecify.annotations.NullMarked;
