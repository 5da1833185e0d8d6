package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The time up to which a collection in a backup is valid. Later rows and deletes in its files
 * belong to changes whose other parts are missing, and a restore leaves them out.
 *
 * @param until the timestamp of the flush, as a hybrid timestamp
 * @param laterRows the rows of segments in which some or all rows are later
 */
public record TimeCut(
    @JsonProperty("until") long until, @JsonProperty("later_rows") long laterRows) {}
