"""Reads the YAML files that staff edit, and says where they are wrong."""

from pathlib import Path
from typing import Any, Optional, Sequence, Set, Tuple, Type, TypeVar, Union

import yaml
from pydantic import BaseModel, ValidationError

from iop.errors import InputFileError, place

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: Type[Model]) -> Model:
    """Reads a YAML file into a pydantic model.

    Args:
        path: The file.
        model: What the file must look like.

    Raises:
        InputFileError: naming the file, each wrong line and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputFileError.at(
            path, None, "the file is missing. Restore it, or copy it from the repository."
        ) from error
    except UnicodeDecodeError as error:
        raise InputFileError.at(path, None, "the file is not UTF-8 text. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise InputFileError.at(path, None, f"the file cannot be read ({error.strerror}).") from error
    try:
        tree = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputFileError.at(
            path, line, f"not valid YAML ({error.problem}). Check indentation, and put texts with ': ' in quotes."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputFileError.at(path, None, f"not valid YAML ({error}).") from error
    twice = _twice(tree)
    if twice:
        line, key = twice
        raise InputFileError.at(path, line, f"`{key}` stands twice here, so one is not read. Remove one.")
    try:
        return model.parse_obj(data if data is not None else {})
    except ValidationError as error:
        problems = [
            f"{place(path, _line(tree, problem['loc']))}{_name(problem['loc'])}{problem['msg']}"
            for problem in error.errors()
        ]
        raise InputFileError(path, problems) from error


def _name(location: Sequence[Union[int, str]]) -> str:
    keys = [part for part in location if isinstance(part, str) and part != "__root__"]
    return f"`{keys[-1]}`: " if keys else ""


def _twice(node: Any) -> Optional[Tuple[int, str]]:
    """Returns line and name of the first key that its mapping has already."""
    if isinstance(node, yaml.MappingNode):
        seen: Set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    return key.start_mark.line + 1, key.value
                seen.add(key.value)
        below = [value for _, value in node.value]
    else:
        below = node.value if isinstance(node, yaml.SequenceNode) else []
    return next(filter(None, map(_twice, below)), None)


def _line(tree: Any, location: Sequence[Union[int, str]]) -> Optional[int]:
    """Returns the 1-based line of the deepest node that `location` reaches."""
    node, line = tree, None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            match = next(((k, v) for k, v in node.value if k.value == part), None)
            if match is None:
                break
            line, node = match[0].start_mark.line + 1, match[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
