"""The recorded prompts of the page's voice: what is said, how it is spoken, and files of one loudness."""
