"""Put the curated data and its compiled index into the wheel; an editable install compiles into the user's cache instead."""

import os
import sys
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):
    def initialize(self, version, build_data):
        self.scratch = None
        if version == "editable" or self.target_name != "wheel":
            return
        from pathlib import Path

        sys.path.insert(0, self.root)
        try:
            from glossary.compile.load import build_builtin

            data = build_builtin(Path(self.root) / "data")
        finally:
            sys.path.remove(self.root)
        self.scratch = tempfile.TemporaryDirectory()
        target = os.path.join(self.scratch.name, "index.bin")
        with open(target, "wb") as file:
            file.write(data)
        build_data["force_include"][os.path.join(self.root, "data")] = "glossary/_data/sources"
        build_data["force_include"][target] = "glossary/_data/index.bin"

    def finalize(self, version, build_data, artifact_path):
        if self.scratch is not None:
            self.scratch.cleanup()
