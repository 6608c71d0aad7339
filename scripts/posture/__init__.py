"""How posture is learned from rendered people."""
