"""Projects: the register, its reporting clock, what needs attention, and how a register is brought in.

Pure rules, except `files` and `importing`, which read a register from disk.
"""
