"""Where random choices come from: Hypothesis, which shrinks them, or a seed, which is fast. Generators know only these."""

import random

from hypothesis import strategies as st


class Choices:
    """What a generator asks for, made of whole numbers; the first and smallest answer is the simplest."""

    def integer(self, low, high):
        raise NotImplementedError

    def pick(self, items):
        items = list(items)
        return items[self.integer(0, len(items) - 1)]

    def chance(self, percent):
        """True in ``percent`` of the cases; False is the simpler answer."""
        return self.integer(1, 100) > 100 - percent

    def some_of(self, items, least=1, most=None):
        """``least`` to ``most`` different items, in their order."""
        items = list(items)
        count = self.integer(min(least, len(items)), min(len(items), most or len(items)))
        left = list(range(len(items)))
        taken = sorted(left.pop(self.integer(0, len(left) - 1)) for _ in range(count))
        return [items[index] for index in taken]

    def shuffled(self, items):
        left = list(items)
        return [left.pop(self.integer(0, len(left) - 1)) for _ in range(len(left))]


class Drawn(Choices):
    """Choices that Hypothesis makes; ``draw`` is that of ``st.composite``."""

    def __init__(self, draw):
        self.draw = draw

    def integer(self, low, high):
        return low if low == high else self.draw(st.integers(low, high))


class Seeded(Choices):
    """Choices of a fixed seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)  # noqa: S311 - test data, not secrets

    def integer(self, low, high):
        return self.random.randint(low, high)
