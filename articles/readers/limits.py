"""How much one upload may hold; beyond it the part is refused by name and the rest goes on."""

ITEM_BYTES = 5 * 1024 * 1024  # one article, one row, one line of a collection
DOCUMENT_BYTES = 32 * 1024 * 1024  # one PDF, Word document or e-mail: with its pictures and attachments
COLLECTION_BYTES = 64 * 1024 * 1024  # one JSON document or member of an archive, which must be held in memory whole
JSON_SIGNS = 3_000_000  # commas and brackets of one JSON document: each may cost a hundred bytes of memory
RECORDS = 500_000  # rows of one file
COLUMNS = 1000  # of a table
MEMBERS = 100_000  # members of one archive
DIRECTORY_BYTES = 16 * 1024 * 1024  # what a ZIP archive says of its members; zipfile holds it in memory
NESTING = 3  # e-mails in e-mails; archives in archives are not opened at all
EXPANDED_BYTES = 2 * 1024 * 1024 * 1024  # all members of one upload together; read one after the other
RATIO = 200  # unpacked to packed; German text packs to about a third, highly repetitive logs to a fiftieth
RATIO_FROM = 1024 * 1024  # below this size a high ratio is harmless
HEADER_BYTES = 64 * 1024  # the head of a record or member, a header line of an e-mail
XML_BYTES = 8 * 1024 * 1024  # the text of a Word document with its markup
MAIL_PARTS = 10_000  # lines that may open a part of an e-mail
MAIL_LEVELS = 100  # containers of parts in an e-mail; forwarded chains have a dozen
MAIL_WORK = 10_000_000  # these times the lines of the e-mail
PAGES = 300  # of a PDF
PDF_SECONDS = 25  # of reading one PDF, by the clock; less than an item's lease
PDF_MEMORY = 400 * 1000 * 1000  # address space of the process that reads it
NAME_CHARS = 480
