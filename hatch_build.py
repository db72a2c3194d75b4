"""Put the curated data and its compiled index into the wheel; an editable install compiles into the user's cache instead.

An editable install gets byte code, as pip gives it to a wheel: where Python is told to write none, each start would else compile
every source again, and take twice as long.
"""

import compileall
import os
import platform
import sys
import sysconfig
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HAS_ENGINE = {("linux", "x86_64"), ("win32", "AMD64"), ("darwin", "arm64"), ("darwin", "x86_64")}  # there daachorse has wheels


class IndexHook(BuildHookInterface):
    def dependencies(self):
        """The engine whose automaton the index carries; without it the automaton is built when the index is opened."""
        is_free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))  # no wheels, and no marker says so
        return ["daachorse>=0.5,<0.6"] if (sys.platform, platform.machine()) in HAS_ENGINE and not is_free_threaded else []

    def initialize(self, version, build_data):
        self.scratch = None
        if version == "editable":
            compileall.compile_dir(os.path.join(self.root, "glossary"), quiet=2)
            return
        if self.target_name != "wheel":
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
