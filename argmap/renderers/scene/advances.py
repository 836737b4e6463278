"""How wide letters are set: the advances of Arial, which Liberation Sans shares, and guesses for what it does not have."""

import unicodedata
from bisect import bisect
from functools import cached_property
from typing import NamedTuple

_ROWS = r"""
167 167 ⁄∕
191 238 '′
222 278 ijlłſƖɩʻʼʽιіјӏ‘’‚‛
260 280 |¦
278 278  ,./I\ìíîïĩīĭıΙІЇїӀ∙∫
278 333 !:;[]ftŧ·⁞
292 385 ľ
333 333 ()-`¡¨²³´·¸¹ˆˇ΄᾽ι᾿῀῾‐‹›‾
333 389 r
333 465 ΅῭
333 500 “”„‟ℓ
334 389 {}₇
334 479 ŀ
337 414 ₁
354 354 •▪▫◦
355 474 "″‴
365 396 ⁿ
365 417 гғӷӻ⁷
375 375 ªºἸἹ
375 479 ťΊ
389 389 *°
395 446 τ₂₉
408 477 ₄
411 447 ґ₀₆
412 460 ⁶₃₅₈
413 498 ‖
424 473 ῚΊ⁵⁸⁹
438 500 кқҝҟ⁴
444 556 ĳ
446 451 έζξ
446 475 εέ
458 497 ɛзтҙҭ
469 584 ^
482 520 ς
489 487 Ґ
500 500 z↑↓↕↨∂◊♪♯
500 556 JcksvxyĸƙƴɔɣγκλνЈсухэєѕҫүұҳӽӿↄ
500 604 ‼
513 513 ₫♦
521 581 χчҩҷҹӌ
525 553 ¶₰
531 531 ♠
531 615 вьҡ
542 567 ГҒӶӺ
545 526 ʒӡ
547 582 ʋυя
549 598 Γнпџҕңӄӈӊ
556 541 θ
556 556 #$0123456789_ae¢£¤¥§«¯±»÷ƒǝəаеҮҰәẚ‒–‗†‡₠₣₤€√≈≠≤≥
556 611 ?LbdghnopquðþđħĿŁŋɓɖɗδηοиорђћһө
556 667 ₴
569 619 ρбц
571 571 µἺἻἼἽἾἿ
583 610 αβμКҚҜҞ
583 635 длӆ
584 584 +<=>~¬×−≡⌐◌♥
604 626 ƐЗҘӠ
611 611 FTZ¿ßøŦƑƷΖΣΤТҬ₮℮∆⌂■□○●◐◑◒◓◔◕◖◗◘◙
615 719 ďŉъ
617 684 σ
624 637 Ɣ
635 622 У
648 715 ơφБЬҥ
650 644 Ξ♣
667 667 EPSVXYÞƎΕΛΡΥΧЁЅЕРХҲҽҿӼӾ₱
667 703 ДЛЧжҔҗҶҸҺӃӅӋ
667 722 &ABKƘưΑΒΔΚАВ₭₳
688 740 мӎ
690 766 π
691 689 ҵ
703 715 ẞ∑∞
713 753 ψ
719 854 ы
722 722 CDHNRUÐĐĦŊƆƉƲΗΝΠЄЏИНПСЭЯҢҪӇӉ₡₢₦₵∩
722 778 w
730 805 ₿
735 785 Ĳ
737 737 ©®Ц
748 802 Ω
750 750 Ҡ☿♀♁♂♃♄♅♆♇♫
752 726 ƏҨӘ
758 836 ƁΏ
760 854 Фю
765 765 ƳἘἙῬ
774 825 Ό
778 778 GOQØΘΟОӨ₲
781 845 Έω
792 870 Ъ
796 851 ὨὩΏ
798 821 Φ
810 837 Ɗш
812 906 њ
813 869 фἊἋἌἍἎἏῈΈ
820 820 ἨἩὙ∏
833 833 M¼½¾ΜМщӍὈὉΌ⅓⅔⅛⅜⅝⅞
833 889 m₥
835 809 Ψ
838 906 Ή
849 884 Ћ₪
854 830 Ư
855 927 Ύ
861 856 ƠҼҾῪ
865 885 Ђ
869 917 ҧῊΉ
885 979 Ы
887 911 Ύ
889 889 %æҤӕ
894 948 Ὼ
906 969 љ
917 1005 Ш
923 904 ЖҖ
924 924 Ὸ☼
925 853 Ҵ
928 960 ἚἛἜἝ
938 1019 Щ
943 997 ὬὭὮὯ
944 944 Wœ₩
960 960 Ὗ
960 999 Ὓ
973 973 ὌὍ∟
992 1065 ὪὫ
1000 1000 ÆŒӔ—―…‰™←→↔⇔≢▬▲►▼◄♩♬
1000 1086 ₯
1009 1048 Ὕ
1010 1062 Њ
1015 975 @
1015 1015 ἪἫἬἭἮἯ☺
1022 1042 ЮὊὋ
1052 1052 ☻
1057 1094 Љ
1073 1115 №
1094 1094 ₧
1137 1126 Ҧ
1164 1225 ₨
"""
"""Advances in thousandths of an em, regular and bold, and the letters that have them, each to within a dozen.

An accented letter that is as wide as the letter under its accent is left out.
"""


class _Block(NamedTuple):
    """A block of letters, from the code point on; `guess` is a generous mean of the advances in the Noto Sans of its script."""

    first: int
    guess: int
    script: str = ""
    spaced: bool = True


_BLOCKS = (
    _Block(0x0000, 600),
    _Block(0x0530, 690, "Armenian"),
    _Block(0x0590, 580, "Hebrew"),
    _Block(0x0600, 545, "Arabic"),
    _Block(0x0900, 575, "Devanagari"),
    _Block(0x0980, 655, "Bengali"),
    _Block(0x0A00, 575, "Gurmukhi"),
    _Block(0x0A80, 575, "Gujarati"),
    _Block(0x0B00, 630, "Oriya"),
    _Block(0x0B80, 830, "Tamil"),
    _Block(0x0C00, 720, "Telugu"),
    _Block(0x0C80, 720, "Kannada"),
    _Block(0x0D00, 770, "Malayalam"),
    _Block(0x0D80, 850, "Sinhala"),
    _Block(0x0E00, 590, "Thai", spaced=False),
    _Block(0x0E80, 690, "Lao", spaced=False),
    _Block(0x0F00, 530, "Tibetan"),
    _Block(0x1000, 770, "Myanmar", spaced=False),
    _Block(0x10A0, 620, "Georgian"),
    _Block(0x1100, 1000),  # parts of Korean syllables
    _Block(0x1200, 690, "Ethiopic"),
    _Block(0x1400, 650),
    _Block(0x1780, 600, "Khmer", spaced=False),
    _Block(0x1800, 650),
    _Block(0x1D00, 600),
    _Block(0x2E80, 1000),
)
_HEAVIER = 1.09
"""How much wider bold letters are guessed to be."""
_FIRSTS = tuple(block.first for block in _BLOCKS)
EMOJI = 1250
_FLAG = 625
"""The advance of an emoji, and of one of the two letters of a flag."""


def _block(letter: str) -> _Block:
    return _BLOCKS[bisect(_FIRSTS, ord(letter)) - 1]


class Advances(dict[str, int]):
    """The advances of letters in thousandths of an em, worked out and kept when a letter is first asked for.

    >>> Advances(bold=False)["é"], Advances(bold=True)["a"], Advances(bold=False)["具"]
    (556, 556, 1000)
    """

    def __init__(self, *, bold: bool) -> None:
        self.bold = bold

    @cached_property
    def known(self) -> frozenset[str]:
        """The letters of the table, which is read when the first letter is asked for."""
        for row in _ROWS.strip("\n").splitlines():
            regular, heavy, letters = row.split(" ", 2)
            self.update(dict.fromkeys(letters, int(heavy if self.bold else regular)))
        return frozenset(self)

    def __missing__(self, letter: str) -> int:
        if letter not in self.known:
            self[letter] = self._found(letter)
        return self[letter]

    def _found(self, letter: str) -> int:
        if mark(letter):
            return 0
        if (under := _under(letter)) in self.known:
            return self[under]
        if 0x1F1E6 <= ord(letter) <= 0x1F1FF:
            return _FLAG
        if unicodedata.category(letter) == "So":
            return EMOJI if wide(letter) else 1000
        return 1000 if wide(letter) else round(_block(letter).guess * (_HEAVIER if self.bold else 1))


REGULAR, BOLD = Advances(bold=False), Advances(bold=True)


def known(letter: str) -> bool:
    """Whether the advance of a letter is known, and not guessed; marks on letters have none.

    >>> known("a"), known("ế"), known("具"), known("ש")
    (True, True, False, False)
    """
    return mark(letter) or _under(letter) in REGULAR.known


def wide(letter: str) -> bool:
    """Whether a letter takes a whole em, as Chinese ones do.

    >>> wide("具"), wide("a")
    (True, False)
    """
    return unicodedata.east_asian_width(letter) in "WF"


def mark(letter: str) -> bool:
    """Whether it stands on, under or in the letter before it and takes no room of its own.

    >>> mark("\u0301"), mark("a")
    (True, False)
    """
    return unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc") or 0x1F3FB <= ord(letter) <= 0x1F3FF


def unspaced(letter: str) -> bool:
    """Whether it is written without spaces between words, so that a line may break after any letter.

    >>> unspaced("具"), unspaced("ไ"), unspaced("a")
    (True, True, False)
    """
    return wide(letter) or not _block(letter).spaced


def shaped(letter: str) -> bool:
    """Whether it takes its shape and its place from the letters around it, as in Arabic, Hindi or Thai.

    >>> shaped("ह"), shaped("é"), shaped("具")
    (True, False, False)
    """
    return not known(letter) and not wide(letter) and unicodedata.category(letter) != "So"


def script_of(line: str) -> str:
    """The script of the first letter that its neighbours shape, as its Noto Sans is called, or "".

    >>> script_of("AI: यह दावा"), script_of("Paris")
    ('Devanagari', '')
    """
    return next((_block(letter).script for letter in line if shaped(letter)), "")


def _under(letter: str) -> str:
    """The letter under the accents of a letter."""
    while letter not in REGULAR.known:
        parts = unicodedata.decomposition(letter).split()
        if not parts or parts[0].startswith("<"):
            break
        letter = chr(int(parts[0], 16))
    return letter
