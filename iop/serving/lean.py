"""Leaves out of a process that serves what Rasa imports and serving does not use: TensorFlow first of all.

A module of `DEFERRED` is found and made when it is imported, as always, but its code runs when something of it is
first used: then, and no sooner, it is what it would have been. Nothing is replaced, and a pipeline with TensorFlow in
it works, at its usual price. Only processes that serve ask for this; `rasa train`, `rasa test` and `rasa shell` do not.
"""

import sys
import threading
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Mapping, Optional, Sequence

DEFERRED: Mapping[str, Sequence[str]] = {
    "rasa.utils.train_utils": (),
    "rasa.core.test": (),
    "rasa.core.channels": ("rasa.core.channels.channel",),
}
"""Modules, and which of their parts are asked first for a name, without running the module.

`train_utils` has the helpers of what TensorFlow trains; every entity extractor imports it. The folder of channels
imports all of them, each with its provider's client, where Rasa wants one class of `channel`. `test` draws plots.
"""

_loading = threading.RLock()


class _Deferred(ModuleType):
    """A module whose code has not run yet."""

    def __getattr__(self, name: str) -> Any:
        """Runs the module's code, and returns what was asked for. The import system's own names do not count as use."""
        loader = self.__spec__.loader if self.__spec__ else None
        if isinstance(loader, _DeferringLoader) and not name.startswith("__"):
            for part in DEFERRED[self.__name__]:
                known = vars(import_module(part))
                if name in known:
                    return known[name]
            with _loading:
                loader.run(self)
        return object.__getattribute__(self, name)


class _DeferringLoader(Loader):
    """Makes the module, and runs its code later."""

    def __init__(self, real: Loader) -> None:
        self._real = real
        self._started = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Makes a module without content."""
        return _Deferred(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Does nothing yet."""

    def run(self, module: ModuleType) -> None:
        """Runs the module's code, once; within it the module is seen half-made, as with any import."""
        if not self._started:
            self._started = True
            try:
                self._real.exec_module(module)
                module.__class__ = ModuleType
            except BaseException:
                self._started = False
                raise


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        """Finds the modules of `DEFERRED` where they are, and says that they are run later."""
        if fullname not in DEFERRED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _DeferringLoader(spec.loader)
        return spec


def install() -> None:
    """Defers from now on; what is imported already stays as it is."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
