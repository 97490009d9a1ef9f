"""Rounds: what a quarter reported, what people wrote about it, and how it is sealed.

Knows the folder of a round; refuses to know figures that were not reported or written down there.
"""
