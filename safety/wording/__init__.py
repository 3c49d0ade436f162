"""Every sentence a person reads, made from reasons that are values. A second language is a second catalogue."""

from safety.wording.speech import LANGUAGES, Speech, speech

__all__ = ["LANGUAGES", "Speech", "speech"]
