"""Speed of FormCheck and of MediaPipe Pose on the same frames."""
