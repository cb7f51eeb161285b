"""YAML as editors hand it to a JSON Schema: the core schema of YAML 1.2, in which a date is a text."""

import re

import yaml


class EditorLoader(yaml.SafeLoader):
    """PyYAML's loader with the scalars of YAML 1.2."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
    ("merge", r"<<"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def _decimal(loader, node):
    return int(loader.construct_scalar(node), 0 if node.value[:2] in {"0x", "0o"} else 10)  # no octal: 01111 is 1111


EditorLoader.add_constructor("tag:yaml.org,2002:int", _decimal)


def as_an_editor_reads(text):
    """The document as plain data."""
    return yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader
