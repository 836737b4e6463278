"""The formats of other tools: name, suffixes, module of this folder, and what it is.

Their order is the one in which they are asked whether a text is theirs: those that say it most clearly come first.
"""

BEGINNING = 50_000
"""How many characters of a text are looked at to tell its format."""
FOREIGN: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("ltac", (".ltac",), "ltac", "LTAC, an assurance case as text (verocase)"),
    ("gsn", (".gsn.yaml", ".gsn.yml"), "gsn", "GSN, an assurance case as YAML (gsn2x)"),
    ("sacm", (".sacm.xml", ".sacm"), "sacm", "SACM, an assurance case as XML (OMG)"),
    ("tea", (".tea.json",), "tea", "TEA, an assurance case as JSON (TEA platform)"),
    ("xaif", (".xaif.json", ".xaif"), "xaif", "xAIF JSON, as argument-mining modules exchange it"),
    ("aif", (".aif.json", ".aif"), "aif", "AIF JSON, the Argument Interchange Format (AIFdb, OVA)"),
    ("sadface", (".sadface.json", ".sadface"), "sadface", "SADFace JSON"),
    ("kialo", (".kialo.txt", ".kialo"), "kialo", "Kialo, a discussion exported as text"),
    ("argdown-json", (".argdown.json",), "argdown_json", "Argdown JSON, as the official tool exports it"),
    ("argdown", (".argdown", ".ad"), "argdown", "Argdown text"),
    ("carneades", (".carneades.yaml", ".carneades.yml"), "carneades", "Carneades YAML, arguments and issues"),
    ("mindmup", (".mup",), "mindmup", "MindMup JSON, a map of reasons and objections"),
    ("iccma", (".af",), "iccma", "an abstract framework of the ICCMA competitions (p af)"),
    ("apx", (".apx",), "apx", "APX, an abstract framework as facts (ASPARTIX)"),
    ("bag", (".bag",), "bag", "a weighted bipolar graph as facts (Attractor)"),
    ("tgf", (".tgf",), "tgf", "TGF, the Trivial Graph Format"),
    ("arggraph", (".arggraph.xml", ".arggraph"), "arggraph", "arggraph XML, an annotated microtext"),
    ("brat", (".ann",), "brat", "brat, argument annotations of a text"),
    ("graphml", (".graphml",), "graphml", "GraphML, a graph as XML (Gephi, yEd, networkx)"),
    ("csv", (".edges.csv", ".nodes.csv", ".csv"), "csv_tables", "tables of edges and nodes as CSV"),
    (
        "parquet",
        (".edges.parquet", ".nodes.parquet", ".parquet"),
        "parquet_tables",
        "tables of edges and nodes as Parquet",
    ),
)
