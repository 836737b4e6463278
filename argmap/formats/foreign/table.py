"""The formats of other tools: name, suffixes, module of this folder, and what it is.

Their order is the one in which they are asked whether a text is theirs: those that say it most clearly come first.
"""

FOREIGN: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("ltac", (".ltac",), "ltac", "LTAC, an assurance case as text (verocase)"),
    ("gsn", (".gsn.yaml", ".gsn.yml"), "gsn", "GSN, an assurance case as YAML (gsn2x)"),
    ("sacm", (".sacm.xml", ".sacm"), "sacm", "SACM, an assurance case as XML (OMG)"),
    ("tea", (".tea.json",), "tea", "TEA, an assurance case as JSON (TEA platform)"),
    ("xaif", (".xaif.json", ".xaif"), "xaif", "xAIF JSON, as argument-mining modules exchange it"),
    ("aif", (".aif.json", ".aif"), "aif", "AIF JSON, the Argument Interchange Format (AIFdb, OVA)"),
    ("sadface", (".sadface.json", ".sadface"), "sadface", "SADFace JSON, an argument document"),
    ("kialo", (".kialo.txt", ".kialo"), "kialo", "Kialo, a discussion exported as text"),
    ("argdown", (".argdown", ".ad"), "argdown", "Argdown text"),
)
