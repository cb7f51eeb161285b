"""Which part of a file each comment belongs to.

A comment behind something belongs to it. A comment on a line of its own belongs to what comes next, unless it is indented
deeper than that: then it ends the list or mapping it is indented with. Laying out a file keeps the answer, so a second time
changes nothing.
"""

from bisect import bisect_left, bisect_right

from naikkelas.authoring.formatting.parts import Branch, Comment, Entry, Leaf, preorder

__all__ = ["attach"]


def attach(root: Branch, comments: list[Comment]) -> None:
    """Gives every comment its place in the tree."""
    entries = preorder(root)
    starts = [entry.start for entry in entries]
    owners = {id(entry.value): entry for entry in entries}
    ending: tuple[int, list[Branch]] = (-1, [])
    for comment in comments:
        at = bisect_right(starts, comment.start)
        following = entries[at] if at < len(entries) else None
        while following is not None and following.parent.flow and comment.start < following.parent.start and following.parent is not root:
            following = owners[id(following.parent)]
        if not comment.own:
            ending = (-1, [])
            _behind(root, comment, following)
            continue
        inside = _flow_around(root, comment)
        if inside is not None:
            _in_flow(root, inside, comment, following)
            continue
        waiting = _waiting(root, comment.start)
        if waiting is not None:
            waiting.leads.append(comment)
            continue
        if ending[0] != at:
            ending = (at, _ending(root, comment.start, following))
        chosen = _above(comment, following, ending[1])
        ending = (at, ending[1][: ending[1].index(chosen) + 1] if chosen is not None else [])
        if chosen is not None:
            chosen.tail.append(comment)
        else:
            (root.tail if following is None else following.leads).append(comment)


def _last_before(branch: Branch, index: int) -> Entry | None:
    at = bisect_left(branch.entries, index, key=lambda entry: entry.start)
    return branch.entries[at - 1] if at else None


def _behind(root: Branch, comment: Comment, following: Entry | None) -> None:
    """A comment behind something on its line."""
    branch, owner = root, None
    if root.flow and comment.start >= root.end:
        root.tail.append(comment)
        return
    while (entry := _last_before(branch, comment.start)) is not None:
        owner = entry
        value = entry.value
        if not isinstance(value, Branch) or value.start >= comment.start or (value.flow and value.end <= comment.start):
            break
        value.broken = value.broken or value.flow
        branch = value
    if owner is not None:
        owner.trail.append(comment)
    else:
        (root.tail if following is None else following.leads).append(comment)


def _flow_around(root: Branch, comment: Comment) -> list[Branch] | None:
    """The lists and mappings in brackets around a comment, from the outermost; ``None`` where there are none."""
    found: list[Branch] = [root] if root.flow and root.start < comment.start < root.end else []
    branch = root
    while (entry := _last_before(branch, comment.start)) is not None and isinstance(entry.value, Branch):
        branch = entry.value
        if branch.start >= comment.start:
            break
        if branch.flow and comment.start < branch.end:
            found.append(branch)
    return found or None


def _in_flow(root: Branch, around: list[Branch], comment: Comment, following: Entry | None) -> None:
    for branch in around:
        branch.broken = True
    if following is not None and following.start < around[-1].end:
        following.leads.append(comment)
    else:
        around[-1].tail.append(comment)


def _waiting(root: Branch, index: int) -> Entry | None:
    """The entry whose text stands below the comment at ``index``."""
    branch: Branch = root
    while (entry := _last_before(branch, index)) is not None:
        if isinstance(entry.value, Leaf):
            return entry if entry.value.start > index else None
        branch = entry.value
    return None


def _ending(root: Branch, index: int, following: Entry | None) -> list[Branch]:
    """The lists and mappings that end before ``index``, from the outermost."""
    path = [root]
    while (entry := _last_before(path[-1], index)) is not None:
        value = entry.value
        if not isinstance(value, Branch) or value.flow or value.start >= index:
            break
        path.append(value)
    if following is None:
        return path
    at = next((at for at, branch in enumerate(path) if branch is following.parent), len(path) - 1)
    return path[at + 1 :]


def _above(comment: Comment, following: Entry | None, ending: list[Branch]) -> Branch | None:
    """What a comment on its own line ends; ``None`` when it belongs to what follows."""
    if following is not None and comment.column <= following.parent.column:
        return None
    fitting = [branch for branch in ending if branch.column <= comment.column]
    return max(fitting, key=lambda branch: branch.column, default=None)  # the outermost of those in one column
