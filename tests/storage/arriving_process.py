"""Takes in one file part by part in a process of its own and says how much of it is durable.

Argument: folder of the store. Run from the top of the source tree.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from desktop_app.storage.file_store import EncryptedFiles
from tests.storage.secrets_for_tests import KEY

PART = 4096
WHOLE = b"".join(b"%08d" % place for place in range(1000 * PART // 8))
DIGEST = hashlib.sha256(WHOLE).hexdigest()


def main(folder: str) -> None:
    """Add part after part and print the size after each."""
    files = EncryptedFiles(Path(folder), KEY)
    for start in range(0, len(WHOLE), PART):
        files.add_part(DIGEST, WHOLE[start : start + PART])
        print(start + PART, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
