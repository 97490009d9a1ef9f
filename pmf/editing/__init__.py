"""Papers and targets changed by those who prepare a round, in the same files that are read for a database.

Knows drafts of files, and what the readers say of them; refuses to know forms, and to have rules of its own.
"""
