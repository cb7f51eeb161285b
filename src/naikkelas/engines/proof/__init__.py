"""Proof: a rule set as formulas for z3 (extra ``verify``), over all profiles at once."""
