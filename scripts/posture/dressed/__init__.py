"""People of a second kind to learn posture from and to judge by: separate garments, hair and skins, another renderer and posing."""
