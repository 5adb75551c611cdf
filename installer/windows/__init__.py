"""The folder of the program for Windows, made on Linux from published, hash-checked parts."""
