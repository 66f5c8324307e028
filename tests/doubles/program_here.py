"""The program run in this process, with streams of its own."""

import io
import sys
from typing import NamedTuple

from joinedup_refs.cli import main


class Done(NamedTuple):
    returncode: int
    stdout: bytes
    stderr: bytes


class Program:
    """The program, run in this process in a folder of its own; its own faults come through."""

    def __init__(self, folder, patch):
        self.patch = patch
        patch.chdir(folder)
        patch.setenv("JOINEDUP_REFS_DEBUG", "1")

    def __call__(self, *arguments, given: bytes = b"", encoding: str = "utf-8") -> Done:
        streams = {
            name: io.TextIOWrapper(io.BytesIO(content), encoding=encoding)
            for name, content in (("stdin", given), ("stdout", b""), ("stderr", b""))
        }
        with self.patch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main([str(a) for a in arguments])
            for stream in streams.values():
                stream.flush()
        said = {name: stream.buffer.getvalue() for name, stream in streams.items()}
        return Done(code, said["stdout"], said["stderr"])
