"""FormCheck and its peers on the same labelled clips."""
