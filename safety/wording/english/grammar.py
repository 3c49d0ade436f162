"""How words, sentences, numbers and days are put together; days as Unicode's date patterns (CLDR) write them."""

GRAMMAR: dict[str, str] = {
    "language": "English",  # by its own name
    "sentence": "{Text}.",  # {Text}: with a capital; {text}: as it stands
    "begins": "{Text}",  # what begins a line or a cell, without its full stop
    "sentences": "{first} {next}",
    "list": ", ",  # between the members of a list
    "commas": ", ",  # between the parts of a sentence that belong closely together
    "clauses": "; ",  # between the parts of a sentence
    "words": "{first} {next}",
    "or": " or ",
    "told": "{about}: {told}",
    "aside": "{told} ({aside})",
    "percent": "{n}\u202f%",
    "day": "d MMMM y",
    "day_of_year": "d MMMM",
    "weekday": "EEEE d MMMM y",
    "term": "{term}",  # {gloss}: what it means in this language
    "term_short": "{term}",
}
