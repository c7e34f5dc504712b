"""Real servers for the tests: each is obtained, started on a free port of 127.0.0.1, and stopped by pid.

What takes minutes (packages, a database with demo data) is made once and kept in `cache.cache_folder()`.
"""
