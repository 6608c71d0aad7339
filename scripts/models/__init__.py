"""Conversion of BlazePose and the face mesh to TorchScript."""
