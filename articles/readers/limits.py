"""How much one upload may hold; beyond it the part is refused by name and the rest goes on."""

ITEM_BYTES = 5 * 1024 * 1024  # one article, one row, one line of a collection
COLLECTION_BYTES = 64 * 1024 * 1024  # one JSON document, which must be held in memory whole
RECORDS = 20_000  # rows of one file
MEMBERS = 10_000  # members of one archive
EXPANDED_BYTES = 512 * 1024 * 1024  # all members of one archive together
RATIO = 200  # unpacked to packed; German text packs to about a third, highly repetitive logs to a fiftieth
RATIO_FROM = 1024 * 1024  # below this size a high ratio is harmless
NAME_CHARS = 480
