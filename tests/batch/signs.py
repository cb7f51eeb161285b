"""Signs as people put them into cells and titles, beside words or instead of them."""

#: Signs that say no, doubt, or that nothing was filled in, and signs of which nobody knows what they say.
STRANGE = (
    *"✗✘✖❌❎☒×⨯🚫⛔⏳👎👍❓❔❗☐□◻⬜▢○◯●■▪◊☆★¬≠∅Ø±≈~<>=≤≥∓÷°^|\\¦§¶@#%‰€$",
    *("( )", "[ ]", "()", "[]", "...", "…", "_", "___", "−", "—", "=>", "!", "?", "??", "*", "**", "+", "†"),
)  # fmt: skip
#: Ticks.
TICKS = tuple("✓✔√☑✅")
SIGNS = (*STRANGE, *TICKS, "-", "–", "--", "+/-", ":", ".", "/", "&", '"')
