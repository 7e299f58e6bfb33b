"""Word forms → lemmas: closed classes, verbs, adjectives, nouns and names of German, each by a module of its own."""
