"""Put the curated data, its compiled index and the native code into the wheel; an editable install compiles the index into the
user's cache instead.

The native code is compiled where there is a Rust compiler, and only makes annotating faster; `GLOSSARY_PURE=1` leaves it out, for
a wheel that any machine takes. An editable install gets byte code, as pip gives it to a wheel: where Python is told to write
none, each start would else compile every source again, and take twice as long.
"""

import compileall
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HAS_ENGINE = {("linux", "x86_64"), ("win32", "AMD64"), ("darwin", "arm64"), ("darwin", "x86_64")}  # there daachorse has wheels
LIBRARY = {"win32": "glossary_native.dll", "darwin": "libglossary_native.dylib"}


NATIVE = ("glossary", "native", "native.bin")


def native_library(root):
    """Compile `native/` to a library; None where there is no Rust compiler, or it fails."""
    cargo = shutil.which("cargo")
    if cargo is None or os.environ.get("GLOSSARY_PURE") or not os.path.isdir(os.path.join(root, "native")):
        return None
    command = [cargo, "build", "--release", "--offline", "--quiet"]
    flags = f"{os.environ.get('RUSTFLAGS', '')} --remap-path-prefix={os.path.abspath(root)}=."
    done = subprocess.run(command, cwd=os.path.join(root, "native"), env={**os.environ, "RUSTFLAGS": flags.strip()}, check=False)
    if done.returncode:
        print("the native code cannot be compiled here; everything works without it, more slowly", file=sys.stderr)
        return None
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(root, "native", "target")
    return os.path.join(target, "release", LIBRARY.get(sys.platform, "libglossary_native.so"))


class IndexHook(BuildHookInterface):
    def dependencies(self):
        """The engine whose automaton the index carries; without it the automaton is built when the index is opened."""
        is_free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))  # no wheels, and no marker says so
        return ["daachorse>=0.5,<0.6"] if (sys.platform, platform.machine()) in HAS_ENGINE and not is_free_threaded else []

    def initialize(self, version, build_data):
        self.scratch = None
        if version == "editable":
            native = native_library(self.root)
            if native is not None:
                target = os.path.join(self.root, *NATIVE)
                shutil.copyfile(native, f"{target}.tmp")
                os.replace(f"{target}.tmp", target)  # a process that runs the one before keeps it
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
        native = native_library(self.root)
        if native is not None:
            build_data["force_include"][native] = "/".join(NATIVE)
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"  # it needs no Python

    def finalize(self, version, build_data, artifact_path):
        if self.scratch is not None:
            self.scratch.cleanup()
