"""How much a sweep costs beside its runs; `docs/benchmarks.md` says what came out."""
