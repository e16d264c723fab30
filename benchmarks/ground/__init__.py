"""What the benchmarks stand on: a meter, a server, made-up and recorded pages."""
