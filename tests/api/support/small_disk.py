"""A file system of a few megabytes that a test may fill to its last byte."""
import subprocess
import tempfile
from pathlib import Path

import pytest


class SmallDisk:
    def __init__(self, megabytes):
        self.folder = Path(tempfile.mkdtemp(prefix="homigo-disk."))
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(self.folder)], check=False, capture_output=True)
        if done.returncode != 0:
            self.folder.rmdir()
            pytest.skip("file systems cannot be mounted here")
        self.ballast = self.folder / "ballast"

    def fill(self):
        with open(self.ballast, "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                return

    def empty(self):
        self.ballast.unlink()

    def destroy(self):
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False)
        self.folder.rmdir()
