"""Principal components of the pooled features, and each frame's embedding by them."""

import numpy as np

PRINCIPAL, HEAD = 256, 20
EMBEDDING = PRINCIPAL + HEAD
"""Length of an embedding: the principal components, then the head's measurements (models/crops.HEAD)."""


def components(domains, size=PRINCIPAL):
    """Mean (4096), principal components (size, 4096) of the pooled features, and how much of their variance these keep.

    Components of the correlations between what changes within a person: each feature first gets the deviation 1 there. Each domain
    counts alike. domains: a list of sessions each.
    """
    total, mean = 0.0, 0.0
    for found in domains:
        within, n, middle = 0.0, 0, 0.0
        for s in found:
            x = s["pooled"][s["ok"]].astype("f4")
            middle = middle + x.sum(0, dtype=float)
            x = x - x.mean(0)
            within, n = within + x.T @ x, n + len(x)
        total, mean = total + within / n / len(domains), mean + middle / n / len(domains)
    deviation = np.sqrt(np.diag(total)).astype(float)
    deviation = np.maximum(deviation, np.median(deviation) / 20)
    total = np.asarray(total, float) / np.outer(deviation, deviation)
    values, vectors = largest(total, size)
    return mean, (vectors / deviation[:, None]).T, float(values.sum() / np.trace(total))


def largest(matrix, size, more=44, rounds=12):
    """The largest eigenvalues of a symmetric matrix, in falling order, and their vectors, by subspace iteration."""
    q = np.linalg.qr(np.random.default_rng(0).normal(size=(len(matrix), size + more)))[0]
    for _ in range(rounds):
        q = np.linalg.qr(matrix @ q)[0]
    values, vectors = np.linalg.eigh(q.T @ matrix @ q)
    return values[::-1][:size], (q @ vectors)[:, ::-1][:, :size]


def embed(found, file):
    """Gives each session its embeddings, by the projection in a file of project.py."""
    projection = np.load(file)
    mean, directions = projection["mean"], projection["components"]
    for s in found:
        principal = (s["pooled"].astype(float) - mean) @ directions.T
        s["embedding"] = np.hstack([principal, s["head"]]).astype("f4")
    return found
