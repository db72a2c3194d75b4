"""`glossary serve`: a page to paste an article into, and a JSON API."""
