"""What a committee sees: pages of the dashboard, each a file, and what they draw. No rule is applied here."""
