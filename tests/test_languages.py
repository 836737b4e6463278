"""Text of many languages: set as wide as it was measured, from its own side, and never cut inside what a reader takes for a letter."""

import json
import re
import shutil
import subprocess
from functools import cache
from itertools import accumulate
from xml.etree import ElementTree as ET

import pytest
from browsing import opened
from hypothesis import example, given
from hypothesis import strategies as st

from argmap import evaluate
from argmap.model import ArgumentMap, Attack, Claim, Counterevidence, Premise, Support
from argmap.renderers import render
from argmap.renderers.pixels import font
from argmap.renderers.scene.advances import known, shaped, wide
from argmap.renderers.scene.clusters import clusters, shortened
from argmap.renderers.scene.metrics import clean, cut_to_measure, from_right, width, wrap
from argmap.renderers.svg.elements import STACK

SAID = {
    "english": "The market is still open, and nobody has won: 3 × 4 ≤ 12 €, §7, ½ of 50 %.",
    "french": "L'élève préfère naïvement le café à Łódź où Zürich façonne l'œuvre.",
    "german": "Größere Städte können sich außerhalb günstige Flächen leisten, überall.",
    "polish": "Więcej ludzi używa żółtych łódek niż myśli źdźbło.",
    "czech": "Příliš žluťoučký kůň úpěl ďábelské ódy na břehu řeky.",
    "turkish": "İstanbul'da ışık söndü, çünkü fırtına şiddetliydi.",
    "icelandic": "Þetta er ekki rétt, og það veit hver maður á landinu.",
    "romanian": "Piața este încă deschisă și nimeni nu a câștigat așa ceva.",
    "hausa": "Ɗan ƙasa ya ɓata ƴancinsa, kuma ba a gama ba tukuna.",
    "vietnamese": "Nền kinh tế Việt Nam chưa bước vào giai đoạn cuối; thị trường vẫn mở.",
    "greek": "Η αγορά δεν έχει ακόμη ωριμάσει, λένε οι αναλυτές της χώρας.",
    "polytonic": "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ οὐδεὶς ἐνίκησεν ᾧ τρόπῳ ἐβούλετο.",
    "russian": "Отрасль ещё не вступила в позднюю стадию, рынок открыт.",
    "ukrainian": "Ринок їхній ще відкритий, і ґрунту під ногами немає, щоб стояти.",
    "serbian": "Тржиште је још отворено и нико није победио, љубав и њива.",
    "kazakh": "Нарық әлі ашық, ешкім жеңген жоқ, өйткені үлкен күш қажет.",
    "chinese": "市场仍然开放，还没有人获胜，三条标准都没有满足。",
    "japanese": "市場はまだ開かれており、勝者はまだいない。",
    "korean": "시장은 아직 열려 있고 아무도 이기지 못했다.",
    "arabic": "السوق ما زالت مفتوحة، ولم يفز أحد حتى الآن، ولا يتحقق أي معيار منها.",
    "persian": "بازار هنوز باز است و هیچ‌کس تا امروز پیروز نشده است.",
    "hebrew": "השוק עדיין פתוח, ואף אחד לא ניצח עד עכשיו.",
    "hindi": "बाज़ार अभी खुला है और अब तक कोई नहीं जीता है, क्योंकि तीनों मानक अधूरे हैं।",
    "bengali": "বাজার এখনও খোলা আছে এবং এখনও কেউ জেতেনি।",
    "tamil": "சந்தை இன்னும் திறந்தே உள்ளது, இதுவரை யாரும் வெல்லவில்லை.",
    "telugu": "మార్కెట్ ఇంకా తెరిచే ఉంది, ఇప్పటివరకు ఎవరూ గెలవలేదు.",
    "kannada": "ಮಾರುಕಟ್ಟೆ ಇನ್ನೂ ತೆರೆದಿದೆ, ಇಲ್ಲಿಯವರೆಗೆ ಯಾರೂ ಗೆದ್ದಿಲ್ಲ.",
    "malayalam": "വിപണി ഇപ്പോഴും തുറന്നിരിക്കുന്നു, ഇതുവരെ ആരും ജയിച്ചിട്ടില്ല.",
    "gujarati": "બજાર હજી ખુલ્લું છે અને હજી સુધી કોઈ જીત્યું નથી.",
    "punjabi": "ਬਾਜ਼ਾਰ ਅਜੇ ਖੁੱਲ੍ਹਾ ਹੈ ਅਤੇ ਹੁਣ ਤੱਕ ਕੋਈ ਨਹੀਂ ਜਿੱਤਿਆ।",
    "odia": "ବଜାର ଏବେ ବି ଖୋଲା ଅଛି ଏବଂ କେହି ଜିତି ନାହାନ୍ତି।",
    "sinhala": "වෙළඳපොළ තවමත් විවෘතයි, මෙතෙක් කිසිවෙකු දිනා නැත.",
    "thai": "ตลาดยังเปิดอยู่ และยังไม่มีใครชนะจนถึงวันนี้",
    "lao": "ຕະຫຼາດຍັງເປີດຢູ່ ແລະ ຍັງບໍ່ມີໃຜຊະນະ",
    "khmer": "ទីផ្សារនៅតែបើក ហើយគ្មាននរណាឈ្នះនៅឡើយទេ",
    "burmese": "ဈေးကွက်သည် ဖွင့်ထားဆဲဖြစ်ပြီး မည်သူမျှ မအနိုင်ရသေးပါ။",
    "tibetan": "ཁྲོམ་རའི་སྒོ་ད་དུང་ཕྱེ་ཡོད། ད་ལྟའི་བར་སུས་ཀྱང་རྒྱལ་མེད།",
    "georgian": "ბაზარი ჯერ კიდევ ღიაა და არავის გაუმარჯვია.",
    "armenian": "Շուկան դեռ բաց է, և ոչ ոք դեռ չի հաղթել։",
    "amharic": "ገበያው አሁንም ክፍት ነው፤ እስካሁንም ማንም አላሸነፈም።",
    "emoji": "All 👩‍👩‍👧‍👦 agree 👍🏽, says 🇩🇪 and ✅ too.",
}
ASCII = frozenset(map(chr, range(128)))
FROM_RIGHT = ("arabic", "persian", "hebrew")
PINNED = [name for name, said in SAID.items() if all(map(known, said))]
GUESSED = [name for name, said in SAID.items() if any(map(shaped, said))]
MEASURE = """([said, font]) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(said).width;
}"""


def mapped(name):
    """A small map in a language: a claim with a premise and counterevidence."""
    said = SAID[name]
    nodes = [Claim(text=said, id="c"), Premise(text=f"{said} {said}", id="p"), Counterevidence(text=said, id="o")]
    steps = [Support(sources=["p"], target="c"), Attack(sources=["o"], target="c")]
    return ArgumentMap(conclusion="c", statements=nodes, steps=steps)


@cache
def has_font(name):
    """Whether one font of this machine has the letters of a language."""
    letters = sorted({letter for letter in SAID[name] if not letter.isascii() and letter.isprintable()})
    program = shutil.which("fc-list")
    return not letters or (program is not None and font._has(program, letters))


def texts(drawn):
    """Every text of a picture: what it says, and its attributes."""
    return [
        ("".join(one.itertext()), dict(one.attrib))
        for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    ]


@pytest.mark.parametrize("bold", [False, True])
def test_known_letters_are_as_wide_as_they_are_set(page, bold):
    """Liberation Sans has the advances of Arial. Its first version lacks some letters; others then stand in, a little wider."""
    matched = subprocess.run(["fc-match", "Arial"], capture_output=True, text=True, check=False).stdout
    if not re.search("Liberation|Arial", matched):
        pytest.skip("there is no font as wide as Arial (Debian's package is called fonts-liberation)")
    for name in filter(has_font, PINNED):
        real = page.evaluate(MEASURE, [SAID[name], f"{700 if bold else 400} 100px {STACK}"])
        ours = width(SAID[name], 100, bold=bold)
        assert ours == pytest.approx(
            real, rel=0.06 if name in ("polytonic", "vietnamese", "hausa", "kazakh") else 0.015
        ), name


def test_guessed_letters_fit_the_room_that_they_are_given(page):
    measured = [name for name in GUESSED if has_font(name)]
    if not measured:
        pytest.skip(
            f"no font of this machine has the letters of {GUESSED[-1]} (Debian's package is called fonts-noto-core)"
        )
    for name in measured:
        for weight in (400, 700):
            real = page.evaluate(MEASURE, [SAID[name], f"{weight} 100px {STACK}"])
            assert 0.74 <= real / width(SAID[name], 100, bold=weight == 700) <= 1.01, name


@pytest.mark.parametrize("layout", ["map", "poster"])
def test_nothing_leaves_the_sheet_or_runs_into_what_is_beside_it(page, layout):
    """Measured in the browser: the box of each text, with no text set over another."""
    for name in SAID:
        if not has_font(name):
            continue
        m = mapped(name)
        drawn = str(render(m, evaluate(m), layout=layout, engine="tidy")).split("?>")[1]
        page.set_content(f"<body style='margin:0'>{drawn}</body>")
        found = page.evaluate("""() => {
            const all = [...document.querySelectorAll("text")].map((one) => [one.textContent, one.getBoundingClientRect()]);
            const sheet = document.querySelector("svg").getBoundingClientRect(), bad = [];
            all.forEach(([said, box], at) => {
                if (box.left < sheet.left || box.right > sheet.right + 0.5) bad.push(said);
                for (const [other, its] of all.slice(at + 1)) {
                    const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
                    const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
                    if (across > 1.5 && down > box.height / 2) bad.push([said, other]);
                }
            });
            return bad;
        }""")
        assert found == [], name


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("layout", ["map", "poster"])
def test_a_line_of_a_shaped_script_is_one_text(name, layout):
    drawn = texts(render(mapped(name), layout=layout, engine="tidy"))
    said = [(text, look) for text, look in drawn if any(one.isalpha() for one in set(text) & set(SAID[name]) - ASCII)]
    assert said or name in ("english", "emoji")
    for text, look in said:
        line = text.strip("\u202b\u202c")
        if name in FROM_RIGHT:
            assert text == f"\u202b{line}\u202c"
            assert look["text-anchor"] == "end"
        if any(map(shaped, line)):
            assert "textLength" not in look
            assert look["font-family"].startswith("'Noto Sans ")
        elif len(line) > 1 and all(map(known, line)):
            assert float(look["textLength"]) == pytest.approx(
                width(line, float(look["font-size"]), bold=look.get("font-weight") == "bold"), abs=0.06
            )
    broken = "".join(line for line in wrap(SAID[name], 204, 11)).replace(" ", "")
    assert broken == clean(SAID[name]).replace(" ", "")


def test_lines_from_the_right_end_at_the_same_edge():
    """The base direction is that of the whole text, so that a line that begins with a Latin word is no exception."""
    text = "السوق مفتوحة AI " * 6
    m = ArgumentMap(conclusion="c", statements=[Claim(text=text, id="c")])
    ends = {
        look["x"] for said, look in texts(render(m, layout="map")) if "\u202b" in said and look["font-size"] == "16"
    }
    assert len(ends) == 1
    assert from_right(text)
    assert not from_right(f"AI {text}")


def test_latin_and_chinese_in_one_line_are_set_one_after_the_other():
    said = texts(render(mapped("chinese"), layout="map", engine="tidy"))
    assert all(wide(letter) for text, _ in said for letter in text if letter in SAID["chinese"])
    assert re.fullmatch(r"[\d.]+", said[0][1]["x"])


@pytest.fixture(scope="module")
def segmented():
    """Texts cut into clusters by Unicode's own rules, as Node knows them."""
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    code = (
        "const cut = new Intl.Segmenter('en', {granularity: 'grapheme'});"
        "const all = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(all.map(said => [...cut.segment(said)].map(one => one.segment))))"
    )

    def ask(said):
        done = subprocess.run(["node", "-e", code], input=json.dumps(said), capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return ask


def test_clusters_are_never_finer_than_unicode_cuts(segmented):
    """And the same for the sentences, but for Telugu, Khmer and Burmese, where ours are a little larger."""
    pool = sorted({letter for said in SAID.values() for letter in said})
    mixed = ["".join(pool[(at * 7 + step * step * 31) % len(pool)] for step in range(14)) for at in range(1500)]
    said = [*SAID.values(), *mixed]
    for text, cuts in zip(said, segmented(said), strict=True):
        assert set(accumulate(map(len, clusters(text)))) <= set(accumulate(map(len, cuts)))
    for name, cuts in zip(SAID, segmented(list(SAID.values())), strict=True):
        if name not in ("telugu", "khmer", "burmese"):
            assert clusters(SAID[name]) == cuts, name


letters = st.text(st.sampled_from(sorted({letter for said in SAID.values() for letter in said})), max_size=60)


@given(text=letters, measure=st.floats(20, 220))
@example(text="👩‍👩‍👧‍👦" * 9, measure=30)
@example(text="e\u0301" * 40, measure=25)
def test_lines_and_cuts_lose_nothing_and_keep_clusters_whole(text, measure):
    whole = clean(text)
    ends = set(accumulate(map(len, clusters(whole)), initial=0))
    at = 0
    for line in wrap(text, measure, 11):
        at = whole.index(line, at)
        assert at in ends
        at += len(line)
        assert at in ends
    assert "".join(wrap(text, measure, 11)).replace(" ", "") == whole.replace(" ", "")
    for short in (cut_to_measure(whole, measure, 11), shortened(whole, 12)):
        assert short == whole or len(short.rstrip("…")) in ends or whole.startswith(short.rstrip("…").rstrip())


def test_the_page_sets_each_text_from_its_own_side(page, tmp_path):
    opened(page, mapped("arabic"), tmp_path, view="outline")
    assert page.evaluate("getComputedStyle(document.querySelector('#rows .said')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('#why')).direction") == "ltr"
    drawn = [(said, look) for said, look in texts(page.evaluate("explorer.Picture.svg()")) if "السوق" in said]
    assert drawn
    assert all(said[0] == "\u202b" and look["text-anchor"] == "end" for said, look in drawn)
    opened(page, mapped("french"), tmp_path, view="outline")
    assert page.evaluate("getComputedStyle(document.querySelector('#rows .said')).direction") == "ltr"
