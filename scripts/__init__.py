"""FormCheck's scripts: the rendered samples, how the models are learned and converted, and what is measured.

Installed with `pip install -e scripts`; README.md names the requirements of each part. The commands are the files themselves, such as
`python scripts/samples/render.py`.
"""
