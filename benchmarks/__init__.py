"""Measures the speeds that are promised, each beside its bare limit in the same run."""
