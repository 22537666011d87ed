"""Reads the YAML files that staff edit, and says where they are wrong."""

from pathlib import Path
from typing import Any, Optional, Sequence, Set, Tuple, Type, TypeVar, Union

import yaml
from pydantic import BaseModel, ValidationError

from iop.errors import InputFileError, place

Model = TypeVar("Model", bound=BaseModel)
OWN_WORDS = {
    "type_error.list": "this is not a list. Write [one, another], or each on a line of its own that begins with `- `.",
    "value_error.missing": "is missing. Write it.",
}
"""What we say in the place of pydantic's words, which do not say what to do."""


class Loader(yaml.CSafeLoader):
    """PyYAML's own, which leaves a date that no calendar has as text: who reads the field says what to write."""


def _date(loader: Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


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
        tree = yaml.compose(text, Loader=Loader)
        data = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        opened = _open_quote(text, line)
        if opened:
            raise InputFileError.at(
                path, opened, "a quotation mark is opened here and not closed. Close it."
            ) from error
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
            f"{place(path, _line(tree, problem['loc']))}{_name(problem['loc'])}"
            f"{OWN_WORDS.get(problem['type'], problem['msg'])}"
            for problem in error.errors()
        ]
        raise InputFileError(path, problems) from error


def _open_quote(text: str, line: Optional[int]) -> Optional[int]:
    """Returns the line of the quotation mark that runs on into a line that cannot be read, if one does."""
    found = None
    try:
        for token in yaml.scan(text, Loader=Loader):
            if isinstance(token, yaml.ScalarToken) and not token.plain and token.end_mark.line + 1 == line:
                found = token.start_mark.line + 1 if token.start_mark.line < token.end_mark.line else found
    except yaml.MarkedYAMLError as error:
        if error.context_mark and "quoted scalar" in (error.context or ""):
            return int(error.context_mark.line) + 1
    return found


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
