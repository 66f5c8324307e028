"""What a record can add to an entry that lacks nothing."""
