"""The durable engine: a rule set as forward-chaining rules on durable-rules (the extra ``durable``).

=============  ===================================================================================================
expressions    what one rule asks: tests joined by "and" and "or", and three-valued truth as two such questions
network        what follows from what: nodes in waves (rules that never change)
comparisons    what each comparison asks on one date
reading        what is written into the messages: numbers, counted and added up outside
shards         rules packed so that durable-rules stays far from its limits
host           durable-rules itself, without its threads and its clock
plan           waves of messages, from a profile to a verdict
trace          the rules that fired, in words
refusals       what cannot be expressed
=============  ===================================================================================================
"""

from naikkelas.engines.durable.engine import DurableDecision, DurableEngine
from naikkelas.engines.durable.trace import Firing, Trace

__all__ = ["DurableDecision", "DurableEngine", "Firing", "Trace"]
