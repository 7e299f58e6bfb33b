"""Read model of the pages: stored claims and filters in, frozen records for charts, tables and lists out."""
