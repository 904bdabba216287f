"""Nodes to boxes: one function for each kind of node, each in the file of its idea."""

from functools import singledispatch

from engine.tex.nodes import Node
from tui.tex.box import Box
from tui.tex.setting import Setting


def lay(node: Node, setting: Setting) -> Box:
    """The node as a box, as wide as it likes."""
    key = (id(node), setting.level, 0)
    kept = setting.memo.get(key)
    if kept is None:
        kept = setting.memo[key] = (node, shape(node, setting))
    return kept[1]


def fit(node: Node, width: int, setting: Setting) -> Box:
    """The node as a box no wider than `width`, if it can be broken so far."""
    box = lay(node, setting)
    if box.width <= width or setting.flat:
        return box
    key = (id(node), setting.level, width)
    kept = setting.memo.get(key)
    if kept is None:
        kept = setting.memo[key] = (node, narrow(node, width, setting))
    return kept[1]


@singledispatch
def shape(node: Node, setting: Setting) -> Box:
    """The node's own way to be drawn."""
    raise TypeError(f"no layout for {type(node).__name__}")


@singledispatch
def narrow(node: Node, width: int, setting: Setting) -> Box:
    """The node's own way to be drawn in less room than it likes; most have none."""
    return lay(node, setting)
