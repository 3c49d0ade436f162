"""Every sentence a person reads, made from reasons that are values. A second language is a catalogue of the first."""

from safety.wording.languages import LANGUAGES
from safety.wording.speech import Speech, speech

__all__ = ["LANGUAGES", "Speech", "speech"]
