"""What the program is made of: its locks and licences, the audit and the bill of materials.

Standard library only, so that both run before anything of the lock is installed.
"""
