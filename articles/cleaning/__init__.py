"""Raw articles to clean ones: main text, title, date of publication, language; noise marked, never deleted.

In: a RawArticle. Out: a CleanArticle whose offsets count in its own text, or Refused with the reason.
"""

from articles.cleaning.cleaning import clean

__all__ = ["clean"]
