"""A survey – a sampled design, asked leanly – as tables and as text."""
