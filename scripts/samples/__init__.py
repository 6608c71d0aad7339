"""The rendered samples: people who do the exercise in front of a webcam, and what is true of every frame."""
