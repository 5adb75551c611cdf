"""Makes what people install; one package for each system."""
